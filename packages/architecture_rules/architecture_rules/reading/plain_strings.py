"""Strings of a module that its code works with: docstrings and stray ones left out."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile

__all__ = ["plain_strings"]


def plain_strings(file: SourceFile) -> Iterator[tuple[ast.expr, str]]:
    """Yield each string with its node; an f-string as a whole, with `x` for what is put in."""
    left_out = {id(each.value) for each in file.nodes(ast.Expr)}
    for made in file.nodes(ast.JoinedStr):
        parts: list[str] = []
        for each in made.values:
            left_out.add(id(each))
            parts.append(str(each.value) if isinstance(each, ast.Constant) else "x")
        yield made, "".join(parts)
    for node in file.nodes(ast.Constant):
        if isinstance(node.value, str) and id(node) not in left_out:
            yield node, node.value
