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

_now = func.statement_timestamp()


def _claim() -> CompiledStatement:
    earlier = outbox.alias("earlier")
    leased_elsewhere = exists(
        select(earlier.c.position).where(
            earlier.c.stream == outbox.c.stream,
            earlier.c.published_at.is_(None),
            earlier.c.position < outbox.c.position,
            earlier.c.lease_until >= _now,
        )
    )
    free = (
        select(outbox.c.position)
        .where(
            outbox.c.published_at.is_(None),
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until < _now),
            ~leased_elsewhere,
        )
        .order_by(outbox.c.position)
        .limit(bindparam("limit", type_=Integer()))
    ).cte("free")
    token = select(outbox_token_seq.next_value().label("token")).cte("fence")
    lease = _now + bindparam("lease_seconds", type_=Float()) * literal_column("interval '1 second'")
    claimed = (
        update(outbox)
        .values(lease_until=lease, token=select(token.c.token).scalar_subquery())
        .where(outbox.c.position == free.c.position)
        .returning(outbox.c.position)
        .cte("claimed")
    )
    records = (
        select(
            func.json_agg(
                aggregate_order_by(json_object(event_store.c), event_store.c.position)
            ).cast(Text)
        )
        .select_from(claimed.join(event_store, event_store.c.position == claimed.c.position))
        .scalar_subquery()
    )
    return CompiledStatement(select(token.c.token, records.label("records")))


CLAIM = _claim()
"""Claims rows; returns the fencing token and the records as a JSON array in their order.

A row is left alone while an earlier row of its stream is under a live lease: whoever holds that
one has not published it yet, and the events of a stream must keep their order.
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
