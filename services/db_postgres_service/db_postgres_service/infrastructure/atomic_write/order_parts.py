"""What belongs to an order beside its header: lines, refunded pieces, refunds."""

from sqlalchemy import Integer, Uuid, column, func, select, true, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from db_postgres_service.infrastructure.atomic_write.rows import WritingPart, ids_in
from db_postgres_service.infrastructure.schema import order_lines, refunds
from db_postgres_service.infrastructure.statements.json_documents import (
    ONE,
    constant,
    fields_of,
    part,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte


def refunded_lines(gate: Cte) -> WritingPart:
    """Return what sets the refunded pieces of lines; aborts when a line does not exist."""
    rows = recordset(
        part("refunded_lines"),
        "refunded",
        [
            column("order_id", Uuid()),
            column("line_no", Integer()),
            column("refunded_quantity", Integer()),
        ],
    )
    updated = (
        update(order_lines)
        .values(refunded_quantity=rows.c.refunded_quantity)
        .where(
            order_lines.c.order_id == rows.c.order_id,
            order_lines.c.order_id == ids_in("refunded_lines", "order_id"),
            order_lines.c.line_no == rows.c.line_no,
            gate.c.open == ONE,
        )
        .returning(order_lines.c.line_no)
        .cte("lines_refunded")
    )
    count = select(func.count()).select_from(updated).scalar_subquery()
    lines = func.jsonb_agg(rows.c.line_no, type_=JSONB)
    check = (
        select(func.abort_write(constant("unknown_order_line"), lines, type_=Integer()))
        .select_from(gate.join(rows, true()))
        .having(func.count() != count)
        .scalar_subquery()
    )
    return WritingPart([updated], [check])


def refund_rows(gate: Cte) -> WritingPart:
    """Return what inserts refunds or moves them on; a refund's lines and amounts never change."""
    names = [item.name for item in refunds.c]
    rows = recordset(part("refunds"), "refund_rows", fields_of(refunds.c))
    statement = insert(refunds).from_select(
        names, select(*(rows.c[name] for name in names)).select_from(gate.join(rows, true()))
    )
    written = (
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={
                "status": statement.excluded.status,
                "completed_at": statement.excluded.completed_at,
            },
            where=refunds.c.order_id == statement.excluded.order_id,
        )
        .returning(refunds.c.id)
        .cte("refunds_written")
    )
    return WritingPart([written], [])
