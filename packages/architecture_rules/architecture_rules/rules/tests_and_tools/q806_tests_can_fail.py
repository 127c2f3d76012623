"""A test that checks nothing is green whatever the code does."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.assertion_evidence import AssertionEvidence
from architecture_rules.reading.pytest_files import is_test_code, is_test_module, tests_in
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    evidence = AssertionEvidence(files)
    for file in files:
        if is_test_module(file):
            for test in tests_in(file):
                if not evidence.can_fail(file, test):
                    message = f"{test.name} checks nothing"
                    yield Place(file.path, test.lineno, message, test.col_offset + 1)


_TEST = "tests/unit/api_service/test_users.py"

RULE = ProjectRule(
    RuleCard(
        id="Q806",
        name="tests_can_fail",
        section="Code Quality Requirements",
        why="Coverage counts lines that ran; only an assertion says that they did the right thing.",
        mend="Assert what the test's name says, or expect the error with `pytest.raises`.",
        bad=Example(
            {
                _TEST: (
                    "def _add() -> int:\n    return 1\n\n\n"
                    "def test_adds_a_user() -> None:  # <- here\n    _add()\n"
                )
            }
        ),
        good=Example(
            {
                _TEST: (
                    "import pytest\nfrom tests.shop import has_user\n\n\n"
                    "def test_adds_a_user() -> None:\n    has_user()\n\n\n"
                    "def test_refuses_a_second_one() -> None:\n"
                    "    with pytest.raises(ValueError):\n        int('x')\n"
                ),
                "tests/shop.py": "def has_user() -> None:\n    assert 1\n",
            }
        ),
    ),
    is_test_code,
    _look,
)
