"""Events into the event store, and those to be published into the outbox."""

from sqlalchemy import (
    SelectBase,
    String,
    Uuid,
    column,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert

from db_postgres_service.infrastructure.schema import event_store, outbox
from db_postgres_service.infrastructure.statements.json_documents import (
    fields_of,
    part,
    record,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte, Expression, Rows

EVENT_COLUMNS = (
    "stream",
    "version",
    "event_id",
    "event_type",
    "schema_version",
    "occurred_at",
    "data",
    "publish",
)
"""What an event brings itself; the rest is the context of the write."""

CONTEXT_COLUMNS = ("service", "request_id", "user_id", "traceparent")

type EventSource = SelectBase


def event_row(source: Rows, *values: Expression) -> EventSource:
    """Return a select of values, in the order of `EVENT_COLUMNS` and under these names."""
    return select(
        *(value.label(name) for name, value in zip(EVENT_COLUMNS, values, strict=True))
    ).select_from(source)


def given_events(gate: Cte) -> EventSource:
    """Return the events that the caller sent."""
    fields = fields_of(event_store.c[name] for name in EVENT_COLUMNS)
    rows = recordset(part("events"), "given", fields)
    return select(*(rows.c[name] for name in EVENT_COLUMNS)).select_from(gate.join(rows, true()))


def context_row() -> Rows:
    """Return the one row of who caused the write."""
    return record(
        part("context"),
        "context",
        [
            column("service", String()),
            column("request_id", String()),
            column("user_id", Uuid()),
            column("traceparent", String()),
        ],
    )


def stored_events(sources: list[EventSource]) -> list[Cte]:
    """Return what stores the events and fills the outbox.

    Events of a stream get their positions in the order of their versions; a second event at a
    version of a stream breaks the unique constraint, which is a version conflict.
    """
    events = union_all(*sources).subquery("new_events")
    context = context_row()
    stored = (
        insert(event_store)
        .from_select(
            [*EVENT_COLUMNS, *CONTEXT_COLUMNS],
            select(
                *(events.c[name] for name in EVENT_COLUMNS),
                *(context.c[name] for name in CONTEXT_COLUMNS),
            )
            .select_from(events.join(context, true()))
            .order_by(events.c.stream, events.c.version),
        )
        .returning(
            event_store.c.position,
            event_store.c.event_id,
            event_store.c.stream,
            event_store.c.publish,
        )
        .cte("stored_events")
    )
    queued = (
        insert(outbox)
        .from_select(
            ["position", "event_id", "stream"],
            select(stored.c.position, stored.c.event_id, stored.c.stream).where(stored.c.publish),
        )
        .returning(outbox.c.position)
        .cte("queued_events")
    )
    return [stored, queued]
