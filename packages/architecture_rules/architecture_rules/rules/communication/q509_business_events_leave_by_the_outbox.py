"""Between the commit and the publish the process dies, and the order is never delivered."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.event_tables import EventRow, catalogue_rows, is_event_type
from architecture_rules.reading.function_parts import functions_of
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_TELLING = BUSINESS | {Kind.HEXAGON}
_FORGETTING = "FIRE_AND_FORGET"


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    by_path = {file.path: file for file in files}
    kept: set[str] = set()
    catalogues = catalogue_rows(files)
    if any(_FORGETTING in by_path[path].text for path in catalogues):
        kept |= {kind for path, rows in catalogues.items() for kind in _kept(by_path[path], rows)}
    for file in files:
        if not kept or file.kind not in _TELLING or "publish" not in file.text:
            continue
        for call in file.nodes(ast.Call):
            if called(call) not in {"publish", "publish_event"}:
                continue
            named = keyword(call, "event_type") or (call.args[0] if call.args else None)
            text = string_of(named)
            if text in kept:
                message = f"{text} is published beside the outbox: it may be lost"
                yield Place(file.path, call.lineno, message, column=call.col_offset + 1)


def _kept(file: SourceFile, rows: Sequence[EventRow]) -> set[str]:
    """Types of events that must not be lost: neither their row nor its maker says otherwise."""
    makers = {each.name: _FORGETTING in ast.unparse(each) for each in functions_of(file)}
    return {
        row.event_type
        for row in rows
        if row.call is not None
        and is_event_type(row.event_type)
        and not makers.get(called(row.call), False)
        and _FORGETTING not in ast.unparse(row.call)
    }


_CATALOGUE = (
    "from integration_events.event_definition import Delivery, EventDefinition\n\n"
    "ROWS = (\n"
    '    EventDefinition("order.created", Delivery.AT_LEAST_ONCE),\n'
    '    EventDefinition("service.started", Delivery.FIRE_AND_FORGET),\n'
    ")\n"
    "CATALOGUE = {row.event_type: row for row in ROWS}\n"
)
_ROWS = "packages/integration_events/integration_events/catalogue.py"
_ORDERS = "services/api_service/api_service/orders.py"

RULE = ProjectRule(
    RuleCard(
        id="Q509",
        name="business_events_leave_by_the_outbox",
        section="Event-Driven Architecture",
        why=(
            "A critical event is stored in the transaction of its change and published from"
            " there until it is confirmed. Published beside it, it tells of changes that were"
            " rolled back, and is silent on changes whose process died."
        ),
        mend=(
            "Let the aggregate record the event, so that it is written with it; publish directly"
            " only what the catalogue calls fire-and-forget."
        ),
        bad=Example(
            {
                _ORDERS: (
                    "async def place(orders, events, order) -> None:\n"
                    "    await orders.save(order)\n"
                    '    await events.publish("order.created", {})  # <- here\n'
                ),
                _ROWS: _CATALOGUE,
            }
        ),
        good=Example(
            {
                _ORDERS: (
                    "async def start(events) -> None:\n"
                    '    await events.publish("service.started", {})\n'
                ),
                _ROWS: _CATALOGUE,
            }
        ),
    ),
    python_of(*BUSINESS, Kind.PACKAGE, Kind.HEXAGON),
    _look,
)
