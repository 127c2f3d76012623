"""Put the statement of a write together from its parts, once for each shape."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import exists, select, true
from sqlalchemy.dialects.postgresql import insert

from db_postgres_service.infrastructure.atomic_write.events import (
    EventSource,
    given_events,
    stored_events,
)
from db_postgres_service.infrastructure.atomic_write.gate import gate as gate_of
from db_postgres_service.infrastructure.atomic_write.order_parts import (
    refund_rows,
    refunded_lines,
)
from db_postgres_service.infrastructure.atomic_write.rows import row_writes
from db_postgres_service.infrastructure.atomic_write.security_act_rows import recorded_acts
from db_postgres_service.infrastructure.atomic_write.stock_movements import (
    movements,
    shortage_check,
)
from db_postgres_service.infrastructure.atomic_write.stock_records import (
    movement_events,
    opened,
    reservation_writes,
)
from db_postgres_service.infrastructure.schema import notifications
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import (
    fields_of,
    part,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte, Expression


@dataclass(frozen=True)
class WriteShape:
    """Which parts a write has: the key under which its statement is kept."""

    claims: bool = False
    of_event: bool = False
    guarded: bool = False
    inserts: frozenset[str] = frozenset()
    updates: frozenset[str] = frozenset()
    refunded_lines: bool = False
    refunds: bool = False
    opens_stock: bool = False
    moves_stock: bool = False
    notifications: bool = False
    security_acts: bool = False
    events: bool = False


def _notification_rows(gate: Cte) -> Cte:
    names = [item.name for item in notifications.c]
    rows = recordset(part("notifications"), "notification_rows", fields_of(notifications.c))
    return (
        insert(notifications)
        .from_select(
            names, select(*(rows.c[name] for name in names)).select_from(gate.join(rows, true()))
        )
        .returning(notifications.c.id)
        .cte("notified")
    )


@lru_cache(maxsize=512)
def atomic_write_statement(shape: WriteShape) -> CompiledStatement:
    """Return the statement of a shape.

    It has one parameter, `document`, and returns one row: whether the gate was open, that is
    whether anything was written. A part that finds the write impossible raises `QW001`.
    """
    gate = gate_of(claims=shape.claims, guarded=shape.guarded, of_event=shape.of_event)
    writes: list[Cte] = []
    checks: list[Expression] = []
    sources: list[EventSource] = [given_events(gate)] if shape.events else []
    for resource in sorted(shape.inserts | shape.updates):
        rows = row_writes(
            resource, gate, inserts=resource in shape.inserts, updates=resource in shape.updates
        )
        writes += rows.writes
        checks += rows.checks
    if shape.refunded_lines:
        lines = refunded_lines(gate)
        writes += lines.writes
        checks += lines.checks
    if shape.refunds:
        writes += refund_rows(gate).writes
    if shape.opens_stock:
        inserted, first_events = opened(gate)
        writes.append(inserted)
        sources.append(first_events)
    if shape.moves_stock:
        steps = movements(gate)
        reservations = reservation_writes(steps)
        writes += [steps.moved, *reservations.writes]
        checks += [shortage_check(steps), *reservations.checks]
        sources.append(movement_events(steps))
    if shape.notifications:
        writes.append(_notification_rows(gate))
    if shape.security_acts:
        writes.append(recorded_acts(gate))
    if sources:
        writes += stored_events(sources)
    applied = exists(select(gate.c.open)).label("applied")
    return CompiledStatement(select(applied, *checks).add_cte(*writes))
