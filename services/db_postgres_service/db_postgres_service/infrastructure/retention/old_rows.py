"""Statements that remove rows by a time of their own: a bounded batch, oldest first.

Rows that somebody holds just now are passed over, so that nobody waits for anybody.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import (
    DateTime,
    Delete,
    Integer,
    Interval,
    TextClause,
    any_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
    true,
    update,
)

from db_postgres_service.infrastructure.schema import (
    idempotency_records,
    one_time_tokens,
    sessions,
    settlement,
)
from db_postgres_service.infrastructure.schema.idempotency_records import CLIENTS_CLAIM
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import ONE
from db_postgres_service.infrastructure.statements.sql_types import Expression, SqlTable

ROWS_AT_ONCE: Final = 5_000

_OLD: Expression = func.least(
    bindparam("asked_at", type_=DateTime(timezone=True)), func.now()
) - bindparam("days", type_=Integer()) * literal_column("interval '1 day'", Interval())
"""Two clocks must have passed a moment before it counts as old: the caller's and this machine's."""


def _removal(table: SqlTable, moment: str, where: TextClause | None = None) -> Delete:
    place: Expression = literal_column("ctid")
    rows = (
        select(place)
        .select_from(table)
        .where(table.c[moment] < _OLD, true() if where is None else where)
        .order_by(table.c[moment])
        .limit(literal_column(str(ROWS_AT_ONCE)))
        .with_for_update(skip_locked=True)
    )
    return delete(table).where(place == any_(func.array(rows.scalar_subquery())))


def _clients_keys() -> CompiledStatement:
    gone = _removal(idempotency_records, "created_at", CLIENTS_CLAIM).returning(ONE).cte("gone")
    return CompiledStatement(select(func.count()).select_from(gone))


def _ended(table: SqlTable) -> CompiledStatement:
    """Return the statement for rows with a stream: `verify` must know that they may be gone."""
    gone = _removal(table, "expires_at").returning(ONE).cte("gone")
    marked = (
        update(settlement)
        .values(log_ins_ended_before=func.greatest(settlement.c.log_ins_ended_before, _OLD))
        .where(settlement.c.id == ONE, exists(select(literal_column("1")).select_from(gone)))
        .returning(ONE)
        .cte("marked")
    )
    return CompiledStatement(select(func.count()).select_from(gone).add_cte(marked))


CLIENTS_KEYS: Final = _clients_keys()
"""Keys of clients, of gateways' callbacks, and of our own attempts."""

ENDED_LOG_INS: Final[Mapping[str, CompiledStatement]] = {
    table.name: _ended(table) for table in (sessions, one_time_tokens)
}
"""Sessions, and tokens of mails and programs, used or not: each has an end from the beginning."""
