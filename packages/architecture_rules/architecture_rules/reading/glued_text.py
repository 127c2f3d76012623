"""Strings that are put together from parts, and which of the parts come from elsewhere."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, last_name, string_of

__all__ = ["fixed_part", "foreign_parts", "names_of_literals"]

_QUOTING = {"Identifier", "Literal", "Placeholder"}


def fixed_part(node: ast.expr) -> str | None:
    """Return the literal text of an f-string, `+`, `%` or `.format()`; None for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(string_of(each) or "?" for each in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None and right is None else (left or "?") + (right or "?")
    if _is_format(node) and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _literal(node.func.value)
    return None


def foreign_parts(node: ast.expr, known: set[str]) -> Iterator[ast.expr]:
    """Yield what is put in and is neither a literal nor a constant.

    Args:
        node: The string.
        known: Names that stand for literals here.
    """
    if isinstance(node, ast.JoinedStr):
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                yield from foreign_parts(each.value, known)
    elif isinstance(node, ast.BinOp):
        yield from foreign_parts(node.left, known)
        yield from foreign_parts(node.right, known)
    elif isinstance(node, ast.Tuple):
        for each in node.elts:
            yield from foreign_parts(each, known)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_format(node):
        yield from foreign_parts(node.func.value, known)
        for each in (*node.args, *(given.value for given in node.keywords)):
            yield from foreign_parts(each, known)
    elif not isinstance(node, ast.Constant) and not _is_constant(node, known):
        yield node


def names_of_literals(file: SourceFile) -> set[str]:
    """Return the names of loops over literals or constants: `for table in ("orders", "users")`."""
    loops: list[ast.For | ast.comprehension] = [
        *file.nodes(ast.For),
        *file.nodes(ast.comprehension),
    ]
    return {last_name(loop.target) for loop in loops if _is_fixed(loop.iter)} - {""}


def _is_fixed(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List):
        return all(isinstance(each, ast.Constant) for each in node.elts)
    return last_name(node).isupper()


def _literal(node: ast.expr) -> str | None:
    return fixed_part(node) if not isinstance(node, ast.Constant) else string_of(node)


def _is_format(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
    )


def _is_constant(node: ast.expr, known: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return called(node) in _QUOTING or called(node).startswith(("quote", "format_table"))
    if isinstance(node, ast.Attribute) and not node.attr.isupper():
        return _is_constant(node.value, known)
    name = last_name(node)
    return bool(name) and (name.isupper() or name in known)
