"""A failed test is read by its name first, mostly by somebody who did not write it."""

import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard, Severity
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.pytest_files import is_test_module, tests_in
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SENTENCE = re.compile(r"test(?:_[a-z0-9]+){2,}")


def _look(file: SourceFile) -> Iterator[Place]:
    for test in tests_in(file):
        words = re.sub(r"(?:_\d+)+$", "", test.name)
        if not _SENTENCE.fullmatch(words):
            message = f"{test.name} does not say what holds"
            yield Place(file.path, test.lineno, message, test.col_offset + 1)


_TEST = "tests/unit/api_service/test_users.py"

RULE = FileRule(
    RuleCard(
        id="Q807",
        name="test_names_are_sentences",
        severity=Severity.WARNING,
        section="Code Quality Requirements",
        why="The name in the report is all that a reader has: it must say what no longer holds.",
        mend="Say what holds: `test_refuses_a_second_user_of_one_address`.",
        bad=Example(
            {
                _TEST: (
                    "def test_user() -> None:  # <- here\n    assert 1\n\n\n"
                    "def test_user_2() -> None:  # <- here\n    assert 1\n"
                )
            }
        ),
        good=Example({_TEST: "def test_finds_a_user_by_address() -> None:\n    assert 1\n"}),
    ),
    is_test_module,
    _look,
)
