"""Functions: whose they are, what they take, what they tell their readers."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile

__all__ = ["Function", "annotations_of", "functions_of", "is_public", "methods_of", "parameters_of"]

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(file: SourceFile) -> list[Function]:
    """All functions and methods, also those inside of others."""
    return [*file.nodes(ast.FunctionDef), *file.nodes(ast.AsyncFunctionDef)]


def methods_of(owner: ast.ClassDef) -> Iterator[Function]:
    """Yield the methods that a class itself defines."""
    for part in owner.body:
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            yield part


def parameters_of(function: Function) -> list[ast.arg]:
    """All parameters in the order they are written, with `self` and the starred ones."""
    all_of_them = function.args
    plain = [*all_of_them.posonlyargs, *all_of_them.args]
    starred = [all_of_them.vararg] if all_of_them.vararg else []
    named = [all_of_them.kwarg] if all_of_them.kwarg else []
    return [*plain, *starred, *all_of_them.kwonlyargs, *named]


def annotations_of(file: SourceFile) -> Iterator[ast.expr]:
    """Yield the annotations of all parameters, results and variables."""
    for function in functions_of(file):
        if function.returns is not None:
            yield function.returns
    for parameter in file.nodes(ast.arg):
        if parameter.annotation is not None:
            yield parameter.annotation
    for variable in file.nodes(ast.AnnAssign):
        yield variable.annotation


def is_public(name: str) -> bool:
    """Whether a name is meant for others."""
    return not name.startswith("_")
