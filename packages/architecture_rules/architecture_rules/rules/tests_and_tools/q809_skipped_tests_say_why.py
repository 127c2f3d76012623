"""A skipped test is a promise that nobody keeps; without a reason, nobody knows which."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SKIPS = ("pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail")
_AT_ONCE = ("pytest.skip", "pytest.xfail")


def _look(file: SourceFile) -> Iterator[Place]:
    if "skip" not in file.text and "xfail" not in file.text:
        return
    calls = {id(each.func): each for each in file.nodes(ast.Call)}
    for written in file.nodes(ast.Attribute):
        name = ast.unparse(written) if written.attr.startswith(("skip", "xfail")) else ""
        call = calls.get(id(written))
        skips = name in _SKIPS or (name in _AT_ONCE and call is not None)
        if skips and (call is None or not _has_reason(name, call)):
            message = f"{name} without a reason"
            yield Place(file.path, written.lineno, message, written.col_offset + 1)


def _has_reason(name: str, call: ast.Call) -> bool:
    place = 0 if name in {"pytest.mark.skip", *_AT_ONCE} else 1
    given = call.args[place] if len(call.args) > place else None
    given = next((each.value for each in call.keywords if each.arg == "reason"), given)
    return given is not None and not (isinstance(given, ast.Constant) and not given.value)


_TEST = "tests/unit/api_service/test_users.py"

RULE = FileRule(
    RuleCard(
        id="Q809",
        name="skipped_tests_say_why",
        section="Code Quality Requirements",
        why="What is skipped holds nothing; a reader must see what has to happen before it does.",
        mend='Write what is missing: `pytest.skip("there is no Docker here")`.',
        bad=Example(
            {
                _TEST: (
                    "import pytest\n\n\n@pytest.mark.skip  # <- here\n"
                    "def test_finds_a_user() -> None:\n    assert 1\n\n\n"
                    "def test_finds_two_users() -> None:\n    pytest.skip()  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _TEST: (
                    "import pytest\n\n\n"
                    '@pytest.mark.skipif(True, reason="there is no Docker here")\n'
                    "def test_finds_a_user() -> None:\n    assert 1\n"
                )
            }
        ),
    ),
    is_test_code,
    _look,
)
