"""`python -O` removes asserts, and with them whatever they kept out."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for each in file.nodes(ast.Assert):
        message = f"assert {ast.unparse(each.test)[:60]} is gone under python -O"
        yield Place(file.path, each.lineno, message, each.col_offset + 1)


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q708",
        name="no_assert_in_production",
        section="Code Quality Requirements",
        why="An assert is a note for tests: optimised Python runs without it, right into the case.",
        mend="Raise an error that says what is wrong; `assert_never` for what cannot happen.",
        bad=Example(
            {_MODULE: ("def pay(amount: int) -> None:\n    assert amount > 0  # <- here\n")}
        ),
        good=Example(
            {
                _MODULE: (
                    "def pay(amount: int) -> None:\n    if amount <= 0:\n"
                    '        raise ValueError("nothing to pay")\n'
                ),
                "tests/unit/test_pay.py": "def test_pays_the_price() -> None:\n    assert 1\n",
            }
        ),
    ),
    lambda file: production_python(file) and not is_test_code(file),
    _look,
)
