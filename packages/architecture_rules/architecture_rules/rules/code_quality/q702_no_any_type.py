"""`Any` switches the type checker off, and nobody sees where."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.reading.selections import any_of, production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_MODULES = {"typing", "typing_extensions"}


def _look(file: SourceFile) -> Iterator[Place]:
    if "Any" not in file.text:
        return
    for origin in file.nodes(ast.ImportFrom):
        for alias in origin.names:
            if origin.module in _MODULES and alias.name == "Any":
                yield Place(file.path, alias.lineno, "imports Any", alias.col_offset + 1)
    written = [each for each in file.nodes(ast.Attribute) if each.attr == "Any"]
    if written:
        names = Names(file)
        for each in written:
            if names.of(each.value) in _MODULES:
                message = f"uses {ast.unparse(each)}"
                yield Place(file.path, each.lineno, message, each.col_offset + 1)


_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id="Q702",
        name="no_any_type",
        section="Code Quality Requirements",
        why="Whatever touches `Any` is checked no more: a misspelt attribute fails at a customer.",
        mend=(
            "Name the type, or a union; take `object` for what you only pass on, and a recursive"
            " alias for JSON."
        ),
        bad=Example(
            {
                _MODULE: (
                    "import typing as t\n\nfrom typing import Any  # <- here\n\n\n"
                    "def find(key: t.Any) -> None: ...  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "type Json = None | bool | int | str | list[Json] | dict[str, Json]\n\n\n"
                    "def find(key: Json) -> object: ...\n"
                )
            }
        ),
    ),
    any_of(production_python, is_test_code),
    _look,
)
