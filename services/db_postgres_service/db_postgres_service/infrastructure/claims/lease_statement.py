"""The statement by which due rows are claimed."""

from sqlalchemy import (
    Float,
    Integer,
    Interval,
    Text,
    TextClause,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    update,
)

from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import json_object
from db_postgres_service.infrastructure.statements.sql_types import SqlTable


def lease_statement(table: SqlTable, waiting: TextClause, due: str) -> CompiledStatement:
    """Return the statement that claims rows which wait, are due and are under no live lease.

    Rows that another sweep is claiming right now are passed over. Parameters: `limit`,
    `lease_seconds`; returns each row as JSON.

    Args:
        table: Has `id` and `lease_until`.
        waiting: Which rows wait; the condition of a partial index on the due column.
        due: Column with the moment from which a row is due.
    """
    moment = table.c[due]
    free = (
        select(table.c.id)
        .where(
            waiting,
            moment <= func.now(),
            or_(table.c.lease_until.is_(None), table.c.lease_until < func.now()),
        )
        .order_by(moment)
        .limit(bindparam("limit", type_=Integer()))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    second = literal_column("interval '1 second'", Interval())
    lease = func.now() + bindparam("lease_seconds", type_=Float()) * second
    return CompiledStatement(
        update(table)
        .values(lease_until=lease)
        .where(table.c.id == free.c.id)
        .returning(cast(json_object(item for item in table.c if item.name != "lease_until"), Text))
    )
