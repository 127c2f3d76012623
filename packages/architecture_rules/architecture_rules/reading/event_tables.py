"""The catalogue of events, and the tables that name events: who listens, what is sent."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword, string_of

__all__ = [
    "EventRow",
    "assigned",
    "catalogue_rows",
    "is_event_type",
    "matches_any",
    "names_events",
    "subscribed",
]

_TYPE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_QUOTED_TYPE = re.compile(rf"[\"']{_TYPE.pattern}[\"']")


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event type that a catalogue declares.

    Attributes:
        event_type: Such as `order.created`.
        node: Where it is written.
        call: The row, when it is a call.
    """

    event_type: str
    node: ast.expr
    call: ast.Call | None


def is_event_type(text: str) -> bool:
    """Whether a text is `<subject>.<participle>` in snake_case."""
    return _TYPE.fullmatch(text) is not None


def names_events(file: SourceFile) -> bool:
    """Whether a file may name an event at all; cheap."""
    return _QUOTED_TYPE.search(file.text) is not None


def assigned(file: SourceFile) -> Iterator[tuple[str, ast.expr]]:
    """Yield name and value of every variable of the module itself."""
    for part in file.tree.body:
        match part:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def catalogue_rows(files: Sequence[SourceFile]) -> dict[str, list[EventRow]]:
    """Return by path the rows of each module that assigns `CATALOGUE`, or rows beside its data.

    The latter has models of the data and a table whose name ends with `_ROWS`.
    """
    found: dict[str, list[EventRow]] = {}
    for file in files:
        if "CATALOGUE" in file.text:
            variables = list(assigned(file))
            if any(name == "CATALOGUE" for name, _ in variables):
                found[file.path] = [
                    row for name, value in variables for row in _rows(value, name == "CATALOGUE")
                ]
        elif "_ROWS" in file.text and "(EventData)" in file.text:
            tables = [value for name, value in assigned(file) if name.endswith("_ROWS")]
            found[file.path] = [row for table in tables for row in _rows(table, is_catalogue=False)]
    return {path: rows for path, rows in found.items() if rows}


def _rows(value: ast.expr, is_catalogue: bool) -> Iterator[EventRow]:  # noqa: FBT001  recursion
    match value:
        case ast.Call(args=[ast.Set() | ast.List() | ast.Tuple() | ast.Dict() as inner]):
            yield from _rows(inner, is_catalogue)
        case ast.Dict(keys=keys, values=values):
            if is_catalogue:
                yield from (row for key in keys if key for row in _row_of(key, is_catalogue))
            if not any(string_of(key) for key in keys):
                yield from (row for each in values for row in _row_of(each, is_catalogue))
        case ast.Set(elts=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements):
            yield from (row for each in elements for row in _row_of(each, is_catalogue))


def _row_of(element: ast.expr, is_catalogue: bool) -> Iterator[EventRow]:  # noqa: FBT001  as above
    if isinstance(element, ast.Call):
        named = keyword(element, "event_type") or (element.args[0] if element.args else None)
        text = string_of(named)
        if named is not None and text is not None:
            yield EventRow(text, named, element)
    elif is_catalogue and (text := string_of(element)) is not None:
        yield EventRow(text, element, None)


def subscribed(file: SourceFile) -> Iterator[tuple[str, ast.expr]]:
    """Yield the event types and patterns of tables whose name ends with `SUBSCRIPTIONS`."""
    for name, value in assigned(file):
        if name.upper().endswith("SUBSCRIPTIONS") and isinstance(value, ast.Dict):
            for each in value.values:
                for node in ast.walk(each):
                    if isinstance(node, ast.expr) and (text := string_of(node)) is not None:
                        yield text, node


def matches_any(pattern: str, event_types: Sequence[str]) -> bool:
    """Whether a type, or a pattern of a topic exchange, fits one of these."""
    if not any(sign in pattern for sign in "*#"):
        return pattern in event_types
    words = {"*": r"[^.]+", "#": r".*"}
    wanted = r"\.".join(words.get(each, re.escape(each)) for each in pattern.split("."))
    wanted = wanted.replace(r"\..*", r"(?:\..*)?")
    return any(re.fullmatch(wanted, each) for each in event_types)
