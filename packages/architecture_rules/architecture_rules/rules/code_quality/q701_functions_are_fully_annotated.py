"""A function without types is checked by nobody, and neither is what it is given to."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import (
    Function,
    functions_of,
    methods_of,
    parameters_of,
)
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.reading.selections import any_of, production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    bound = {
        method
        for owner in file.nodes(ast.ClassDef)
        for method in methods_of(owner)
        if not any(ast.unparse(each) == "staticmethod" for each in method.decorator_list)
    }
    for function in functions_of(file):
        missing = list(_missing(function, has_self=function in bound))
        if missing:
            message = f"{function.name} does not say the type of {', '.join(missing)}"
            yield Place(file.path, function.lineno, message, function.col_offset + 1)


def _missing(function: Function, *, has_self: bool) -> Iterator[str]:
    for place, each in enumerate(parameters_of(function)):
        is_self = place == 0 and (has_self or each.arg in {"self", "cls"})
        if each.annotation is None and not is_self:
            yield each.arg
    if function.returns is None:
        yield "what it returns"


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q701",
        name="functions_are_fully_annotated",
        section="Code Quality Requirements",
        why=(
            "A type checker looks into a function only as far as its types are written; from an"
            " untyped one `Any` spreads to every caller."
        ),
        mend="Write the types of all parameters and of the result, `-> None` included.",
        bad=Example(
            {
                _MODULE: (
                    "def find(key: str):  # <- here\n    return key\n\n\n"
                    "class Users:\n    async def add(self, user, *rest: str) -> None: ..."
                    "  # <- here\n"
                ),
                "tests/unit/test_users.py": "def test_finds_a_user():  # <- here\n    assert 1\n",
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "def find(key: str) -> str:\n    return key\n\n\n"
                    "class Users:\n    async def add(self, user: str, *rest: str) -> None: ...\n\n"
                    "    @staticmethod\n    def count(start: int) -> int: ...\n"
                ),
                "tests/unit/test_users.py": "def test_finds_a_user() -> None:\n    assert 1\n",
            }
        ),
    ),
    any_of(production_python, is_test_code),
    _look,
)
