"""Ruff does not look at `self.orderId` nor at the fields of a TypedDict."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import last_name, snake_case_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_CAMEL = re.compile(r"_*[a-z][a-z0-9]*([A-Z][A-Za-z0-9]*)+")


def _look(file: SourceFile) -> Iterator[Place]:
    for node in file.nodes(ast.Attribute):
        if (
            isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id in {"self", "cls"}
        ):
            yield from _named(file, node.attr, node)
    for kind in file.nodes(ast.ClassDef):
        if any(last_name(base) == "TypedDict" for base in kind.bases):
            for part in kind.body:
                if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
                    yield from _named(file, part.target.id, part)


def _named(file: SourceFile, name: str, node: ast.expr | ast.stmt) -> Iterator[Place]:
    if _CAMEL.fullmatch(name) and not is_foreign(name, file):
        message = f"{name} wants to be {snake_case_of(name)}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/api_service/api_service/order_view.py"

RULE = FileRule(
    RuleCard(
        id="Q404",
        name="attributes_use_snake_case",
        section="Naming Conventions",
        why=(
            "Attributes that methods set and fields of a TypedDict are names like all others, but"
            " pep8-naming looks at neither."
        ),
        mend="Rename it. What a library reads goes to `[[tool.quintet.foreign_names]]`.",
        bad=Example(
            {
                _MODULE: (
                    "class OrderView:\n"
                    "    def __init__(self, order_id: str) -> None:\n"
                    "        self.orderId = order_id  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "class OrderView:\n"
                    "    def __init__(self, order_id: str) -> None:\n"
                    "        self.order_id = order_id\n"
                )
            }
        ),
    ),
    lambda file: file.is_python,
    _look,
)
