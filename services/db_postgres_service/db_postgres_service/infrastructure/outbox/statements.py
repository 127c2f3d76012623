"""The statements of the outbox."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Float,
    Integer,
    Text,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from db_postgres_service.infrastructure.schema import event_store, outbox
from db_postgres_service.infrastructure.schema.outbox import outbox_token_seq
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import json_object

CLAIM_LOCK = 7_261_002
"""Advisory lock under which claims are made one after the other."""

WINDOW = 4_000
"""How many of the oldest unpublished rows a claim looks at.

The rows are a prefix of the outbox, so whatever comes before one of them in its stream is among
them too, and no plan, however wrong its statistics, costs more than sorting so many rows. When
all of them are under a live lease, a claim gets nothing until a relay has published or died.
"""

_now = func.statement_timestamp()


def _claim() -> CompiledStatement:
    head = (
        select(outbox.c.position, outbox.c.stream, outbox.c.lease_until)
        .where(outbox.c.published_at.is_(None))
        .order_by(outbox.c.position)
        .limit(literal_column(str(WINDOW)))
        .cte("head")
        .prefix_with("MATERIALIZED")
    )
    leased = head.c.lease_until >= _now
    looked_at = select(
        head.c.position,
        leased.label("leased"),
        func.min(head.c.position)
        .filter(leased)
        .over(partition_by=head.c.stream)
        .label("first_leased"),
    ).subquery("looked_at")
    free = (
        select(looked_at.c.position)
        .where(
            looked_at.c.leased.is_not(True),
            or_(
                looked_at.c.first_leased.is_(None),
                looked_at.c.first_leased > looked_at.c.position,
            ),
        )
        .order_by(looked_at.c.position)
        .limit(bindparam("limit", type_=Integer()))
    ).cte("free")
    token = select(outbox_token_seq.next_value().label("token")).cte("fence")
    lease = _now + bindparam("lease_seconds", type_=Float()) * literal_column("interval '1 second'")
    claimed = (
        update(outbox)
        .values(lease_until=lease, token=select(token.c.token).scalar_subquery())
        .where(outbox.c.position == any_(func.array(select(free.c.position).scalar_subquery())))
        .returning(outbox.c.position)
        .cte("claimed")
    )
    # Arrays of keys, not joins: a join may be planned as a walk through all of the table.
    positions = func.array(select(claimed.c.position).scalar_subquery())
    records = (
        select(
            func.json_agg(
                aggregate_order_by(json_object(event_store.c), event_store.c.position)
            ).cast(Text)
        )
        .where(event_store.c.position == any_(positions))
        .scalar_subquery()
    )
    return CompiledStatement(select(token.c.token, records.label("records")))


CLAIM = _claim()
"""Claims rows; returns the fencing token and the records as a JSON array in their order.

A row is left alone while an earlier row of its stream is under a live lease: whoever holds that
one has not published it yet, and the events of a stream must keep their order. The leases are
compared inside the window and never joined with the whole backlog: a join that was planned while
the outbox was empty took longer than the statement time-out with 50,000 rows in it.
"""

_marked = any_(bindparam("positions", type_=ARRAY(BigInteger())))
_own = (
    outbox.c.token == bindparam("token", type_=BigInteger()),
    outbox.c.published_at.is_(None),
    outbox.c.position == _marked,
)

PUBLISHED = CompiledStatement(
    select(func.count()).select_from(
        update(outbox)
        .values(published_at=_now)
        .where(*_own)
        .returning(outbox.c.position)
        .cte("done")
    )
)
"""Marks rows as published, those only that still bear the token."""

RELEASED = CompiledStatement(
    select(func.count()).select_from(
        update(outbox)
        .values(lease_until=null())
        .where(*_own)
        .returning(outbox.c.position)
        .cte("done")
    )
)
"""Gives rows back before their lease ends."""

PENDING = CompiledStatement(
    select(
        exists(
            select(outbox.c.position).where(
                outbox.c.published_at.is_(None),
                or_(
                    outbox.c.lease_until.is_(None),
                    outbox.c.lease_until < _now,
                ),
            )
        )
    )
)
"""Whether there may be something to claim."""
