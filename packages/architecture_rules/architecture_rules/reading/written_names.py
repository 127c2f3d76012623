"""Names that code writes as text: of routes, queues, tables, fields."""

import ast
import re
from collections.abc import Iterator

__all__ = [
    "HYPHENS",
    "argument_of",
    "constant_names",
    "is_snake_case",
    "last_name",
    "snake_case_of",
    "written",
]

HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
"""The hyphen and what looks like one."""

_SNAKE = re.compile(r"[a-z0-9_]*")


def is_snake_case(name: str) -> bool:
    """Whether a name holds small letters, digits and underscores only."""
    return _SNAKE.fullmatch(name) is not None


def snake_case_of(name: str) -> str:
    """Return a name as we would write it: `orderId` and `order-id` become `order_id`."""
    parts = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(rf"[{HYPHENS}\s]+", "_", parts).lower()


def written(node: ast.AST | None, unknown: str = "x") -> str | None:
    """Return the text that a node writes; None when it is no text.

    Args:
        node: An expression.
        unknown: What stands for the parts of an f-string that only the running program knows.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
            else unknown
            for part in node.values
        )
    return None


def last_name(node: ast.expr) -> str:
    """Return the last part of what is called or named, such as `get` of `router.get`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def argument_of(call: ast.Call, keyword: str, position: int | None = None) -> ast.expr | None:
    """Return an argument by its keyword, else by its place."""
    for each in call.keywords:
        if each.arg == keyword:
            return each.value
    if position is None or len(call.args) <= position:
        return None
    found = call.args[position]
    return None if isinstance(found, ast.Starred) else found


def constant_names(
    nodes: list[ast.Assign | ast.AnnAssign],
) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names that are given a value, and the value; `self.x` counts as `x`."""
    for node in nodes:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if node.value is not None:
            for target in targets:
                if name := last_name(target):
                    yield name, node.value
