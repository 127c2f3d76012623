"""What functions call themselves: not what functions inside of them call, nor what they await."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile

__all__ = ["calls_in_coroutines", "own_calls"]

_OTHERS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def calls_in_coroutines(file: SourceFile) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call that a coroutine makes without awaiting it, with the coroutine's name."""
    for coroutine in file.nodes(ast.AsyncFunctionDef):
        for call in own_calls(coroutine):
            yield call, coroutine.name


def own_calls(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.Call]:
    """Yield each call that a function makes without awaiting it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, _OTHERS):
            continue
        if isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
            node = node.value
        elif isinstance(node, ast.Call):
            yield node
        waiting.extend(ast.iter_child_nodes(node))
