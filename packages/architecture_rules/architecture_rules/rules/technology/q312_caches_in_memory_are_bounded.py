"""A cache without a bound is a leak with a good name; what is shared belongs in Redis."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_VALUES = {"str", "bytes", "int", "float", "Decimal", "UUID", "date", "datetime"}


def _look(file: SourceFile) -> Iterator[Place]:
    if b"cache" not in file.content:
        return
    names = Names(file)
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
        *file.nodes(ast.FunctionDef),
        *file.nodes(ast.AsyncFunctionDef),
    ]
    for function in functions:
        for decorator in function.decorator_list:
            wrong = _wrong(function, decorator, names)
            if wrong:
                message = f"{function.name} {wrong}"
                yield Place(file.path, decorator.lineno, message, decorator.col_offset + 1)


def _wrong(
    function: ast.FunctionDef | ast.AsyncFunctionDef, decorator: ast.expr, names: Names
) -> str:
    call = decorator if isinstance(decorator, ast.Call) else None
    name = names.of(call.func if call else decorator)
    if name not in {"functools.cache", "functools.lru_cache"}:
        return ""
    if isinstance(function, ast.AsyncFunctionDef):
        return "is a coroutine function: the cache holds coroutines, which run once only"
    if not any(_is_plain_value(each) for each in ast.walk(function.args)):
        return ""
    sizes = [each.value for each in call.keywords if each.arg == "maxsize"] if call else []
    sizes += call.args[:1] if call else []
    endless = any(isinstance(each, ast.Constant) and each.value is None for each in sizes)
    if name == "functools.cache" or endless:
        return "remembers every argument it ever got, for as long as the process lives"
    return ""


def _is_plain_value(part: ast.AST) -> bool:
    """Whether it may be sent by anybody: of classes and live objects there are few."""
    return isinstance(part, ast.arg) and (
        part.annotation is not None and ast.unparse(part.annotation) in _VALUES
    )


_PATH = "services/worker_service/worker_service/rates.py"
_REST = '\ndef rate(currency: str) -> int:\n    """Look it up."""\n    return len(currency)\n'

RULE = FileRule(
    RuleCard(
        id="Q312",
        name="caches_in_memory_are_bounded",
        section="Performance Standards",
        why=(
            "A container has a memory limit and each process its own truth: an unbounded cache ends"
            " in the first, and shows old data of the second."
        ),
        mend="Give a `maxsize`, or keep the data in Redis with a time to live.",
        bad=Example({_PATH: f"from functools import cache\n\n\n@cache  # <- here{_REST}"}),
        good=Example(
            {_PATH: f"from functools import lru_cache\n\n\n@lru_cache(maxsize=256){_REST}"}
        ),
    ),
    python_of(*SERVICES, Kind.HEXAGON, Kind.PACKAGE),
    _look,
)
