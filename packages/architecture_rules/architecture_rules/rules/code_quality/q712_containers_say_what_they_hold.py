"""A bare `dict` is `dict[Any, Any]`: the forbidden type without its name."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.function_parts import annotations_of
from architecture_rules.reading.names import Names
from architecture_rules.reading.pytest_files import is_test_code
from architecture_rules.reading.selections import any_of, production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_PLAIN = {"defaultdict", "deque", "dict", "frozenset", "list", "set", "tuple"}
_MODULES = {"collections", "collections.abc", "typing"}
_IMPORTED = {
    "AsyncIterator",
    "Awaitable",
    "Callable",
    "Coroutine",
    "Dict",
    "Iterable",
    "Iterator",
    "List",
    "Mapping",
    "MutableMapping",
    "Sequence",
    "Set",
    "Tuple",
}


def _look(file: SourceFile) -> Iterator[Place]:
    names: Names | None = None
    for annotation in annotations_of(file):
        for bare in _bare(annotation):
            if _last(bare) in _IMPORTED:
                names = names or Names(file)
                if names.of(bare).rpartition(".")[0] not in _MODULES:
                    continue
            message = f"{ast.unparse(bare)} does not say what it holds"
            yield Place(file.path, bare.lineno, message, bare.col_offset + 1)


def _bare(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Name | ast.Attribute):
        if _last(node) in _PLAIN | _IMPORTED:
            yield node
    elif isinstance(node, ast.BinOp):
        yield from _bare(node.left)
        yield from _bare(node.right)
    elif isinstance(node, ast.Subscript):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        outer = _last(node.value)
        if outer == "Annotated":
            yield from _bare(parts[0])
        elif outer not in {"Literal", "type"}:
            for part in parts:
                yield from _bare(part)
    elif isinstance(node, ast.List):
        for part in node.elts:
            yield from _bare(part)


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


_MODULE = "services/worker_service/worker_service/events.py"

RULE = FileRule(
    RuleCard(
        id="Q712",
        name="containers_say_what_they_hold",
        section="Code Quality Requirements",
        why=(
            "What comes out of a bare container is `Any`, so that nothing behind it is checked; a"
            " misspelt key of an event is found in production."
        ),
        mend="Write `dict[str, Json]`, `list[Order]`, or a model for what has fields.",
        bad=Example(
            {
                _MODULE: (
                    "from collections.abc import Callable\n\n\n"
                    "async def handle(event: dict) -> None: ...  # <- here\n\n\n"
                    "def find(keys: list[tuple] | None) -> None: ...  # <- here\n\n\n"
                    "def call(act: Callable) -> None: ...  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "from collections.abc import Callable\nfrom typing import Annotated\n\n\n"
                    "async def handle(event: Annotated[dict[str, str], list]) -> None: ...\n\n\n"
                    "def find(keys: list[tuple[str, ...]], kind: type[list]) -> None: ...\n\n\n"
                    "def call(act: Callable[[int], None]) -> None: ...\n"
                )
            }
        ),
    ),
    any_of(production_python, is_test_code),
    _look,
)
