"""Ids that grow with time sort events, and keep the indexes of millions of them small."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import string_of
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_OTHERS = frozenset(
    {f"{module}.uuid{n}" for module in ("uuid", "uuid6") for n in (1, 3, 4, 5, 7, 8)}
)


def _look(file: SourceFile) -> Iterator[Place]:
    if "event_id" not in file.text or "uuid" not in file.text:
        return
    names = Names(file)
    for value in _event_ids(file):
        for each in ast.walk(value):
            if isinstance(each, ast.Name | ast.Attribute) and names.of(each) in _OTHERS:
                message = f"an event's id by {names.of(each)}: events have a uuid v6"
                yield Place(file.path, each.lineno, message, column=each.col_offset + 1)


def _event_ids(file: SourceFile) -> Iterator[ast.expr]:
    """Whatever is given to something called `event_id`."""
    for call in file.nodes(ast.Call):
        yield from (each.value for each in call.keywords if each.arg == "event_id")
    for table in file.nodes(ast.Dict):
        for key, value in zip(table.keys, table.values, strict=True):
            if string_of(key) == "event_id":
                yield value
    for typed in file.nodes(ast.AnnAssign):
        if isinstance(typed.target, ast.Name) and typed.target.id == "event_id" and typed.value:
            yield typed.value
    for plain in file.nodes(ast.Assign):
        if any(isinstance(each, ast.Name) and each.id == "event_id" for each in plain.targets):
            yield plain.value


_PUBLISHER = "services/worker_service/worker_service/publisher.py"

RULE = FileRule(
    RuleCard(
        id="Q507",
        name="event_ids_are_uuid_v6",
        section="Event-Driven Architecture",
        why=(
            "Event ids are keys of the event store, the outbox and every inbox. Version 6 grows"
            " with time: new rows go to the end of an index, and ids tell the order of events."
        ),
        mend="Take the id from `uuid6.uuid6()`, in a use case from the port that gives ids.",
        bad=Example(
            {
                _PUBLISHER: (
                    "from uuid import uuid4\n\n\n"
                    "def envelope() -> dict[str, str]:\n"
                    '    return {"event_id": str(uuid4()), "service": "worker"}  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                _PUBLISHER: (
                    "from uuid import uuid4\n\n"
                    "from uuid6 import uuid6\n\n\n"
                    "def envelope() -> dict[str, str]:\n"
                    '    return {"event_id": str(uuid6()), "request_id": uuid4().hex}\n'
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE, Kind.HEXAGON),
    _look,
)
