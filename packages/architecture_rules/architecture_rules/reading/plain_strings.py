"""Strings of a module that its code works with: docstrings and stray ones left out."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile

__all__ = ["plain_strings"]


def plain_strings(file: SourceFile) -> Iterator[tuple[ast.Constant, str]]:
    """Yield each string with its node; of an f-string, its fixed parts."""
    alone = {id(each.value) for each in file.nodes(ast.Expr)}
    for node in file.nodes(ast.Constant):
        if isinstance(node.value, str) and id(node) not in alone:
            yield node, node.value
