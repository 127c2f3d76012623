"""The hot path: an order, its lines, its saga and its events in one statement.

Nothing here can fail half-way except on a constraint, so there is no check to abort by: a closed
gate writes nothing, and the caller then asks why it was closed.
"""

from functools import lru_cache

from sqlalchemy import exists, select, true
from sqlalchemy.dialects.postgresql import insert

from db_postgres_service.infrastructure.atomic_write.events import given_events, stored_events
from db_postgres_service.infrastructure.atomic_write.gate import gate as gate_of
from db_postgres_service.infrastructure.schema import order_lines, orders, sagas
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import (
    fields_of,
    part,
    record,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte, SqlTable


def _one_row(gate: Cte, table: SqlTable, part_name: str) -> Cte:
    columns = [item for item in table.c if item.name != "lease_until"]
    row = record(part(part_name), f"new_{part_name}", fields_of(columns))
    return (
        insert(table)
        .from_select(
            [item.name for item in columns],
            select(*(row.c[item.name] for item in columns)).select_from(gate.join(row, true())),
        )
        .returning(table.c.id)
        .cte(f"{part_name}_inserted")
    )


@lru_cache(maxsize=4)
def place_order_statement(*, claims: bool, guarded: bool) -> CompiledStatement:
    """Return the statement; parameter `document`, one row: whether the gate was open."""
    gate = gate_of(claims=claims, guarded=guarded)
    columns = [item for item in order_lines.c if item.name != "order_id"]
    header = _one_row(gate, orders, "order")
    lines = recordset(part("order", "lines"), "new_lines", fields_of(columns))
    inserted_lines = (
        insert(order_lines)
        .from_select(
            ["order_id", *(item.name for item in columns)],
            select(header.c.id, *(lines.c[item.name] for item in columns)).select_from(
                header.join(lines, true())
            ),
        )
        .returning(order_lines.c.line_no)
        .cte("lines_inserted")
    )
    saga = _one_row(gate, sagas, "saga")
    applied = exists(select(gate.c.open)).label("applied")
    return CompiledStatement(
        select(applied).add_cte(inserted_lines, saga, *stored_events([given_events(gate)]))
    )
