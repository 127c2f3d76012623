"""What a call is called and what it is given, by the last part of its name."""

import ast

__all__ = ["called", "keyword", "last_name", "string_of"]


def last_name(node: ast.expr | None) -> str:
    """Return `c` of `a.b.c` and of `c`, whatever stands before; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def called(call: ast.Call) -> str:
    """Return the last part of the name of what is called."""
    return last_name(call.func)


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return what a call gives to a parameter by its name."""
    return next((each.value for each in call.keywords if each.arg == name), None)


def string_of(node: ast.AST | None) -> str | None:
    """Return the text of a literal string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
