"""An error that no docstring names is one that no caller expects."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import Function, is_public, methods_of
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_FOR_AUTHORS = {"AssertionError", "NotImplementedError"}


def _look(file: SourceFile) -> Iterator[Place]:
    if "raise " not in file.text:
        return
    for part in file.tree.body:
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _unnamed(file, part, "")
        elif isinstance(part, ast.ClassDef) and is_public(part.name):
            for method in methods_of(part):
                yield from _unnamed(file, method, ast.get_docstring(part) or "")


def _unnamed(file: SourceFile, function: Function, of_class: str) -> Iterator[Place]:
    text = ast.get_docstring(function)
    if not is_public(function.name) or text is None or text.startswith("See `"):
        return  # what an adapter raises, the port that it refers to says
    for error in sorted(set(_raised(function))):
        if error not in text and error not in of_class:
            message = f"{function.name} raises {error} and does not say so"
            yield Place(file.path, function.lineno, message, function.col_offset + 1)


def _raised(function: Function) -> Iterator[str]:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            made = node.exc.func
            name = made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")
            # What a function makes is in small letters, and its docstring says what.
            if name[:1].isupper() and name not in _FOR_AUTHORS:
                yield name
        elif not isinstance(node, ast.expr | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            # What is raised inside of a `try` may be caught there; what handlers raise is not.
            inner = [*node.handlers, *node.orelse] if isinstance(node, ast.Try) else None
            waiting += ast.iter_child_nodes(node) if inner is None else inner


_PORT = "packages/business_hexagon/business_hexagon/application/place_order.py"

RULE = FileRule(
    RuleCard(
        id="Q713",
        name="docstrings_name_what_is_raised",
        section="Code Quality Requirements",
        why=(
            "Use cases and adapters are called by others, who handle only the errors they were told"
            " of; the rest becomes a 500."
        ),
        mend="Add the error and when it comes to `Raises:` of the docstring.",
        bad=Example(
            {
                _PORT: (
                    "def place(count: int) -> None:  # <- here\n"
                    '    """Place an order."""\n    if not count:\n'
                    '        raise NothingOrdered("nothing")\n'
                )
            }
        ),
        good=Example(
            {
                _PORT: (
                    "def place(count: int) -> None:\n"
                    '    """Place an order.\n\n    Raises:\n        NothingOrdered: No line.\n'
                    '    """\n    if not count:\n        raise NothingOrdered("nothing")\n'
                    '    raise NotImplementedError("later")\n'
                )
            }
        ),
    ),
    python_of(Kind.HEXAGON, Kind.PACKAGE),
    _look,
)
