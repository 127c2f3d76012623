"""The outbox: which stored events are still to be published, and who holds them now.

No foreign key to the event store: both rows are written by one statement and events are never
deleted, so the check would cost a look-up for each event and catch nothing.
"""

from sqlalchemy import BigInteger, Column, Index, Sequence, String, Table, Uuid, text

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import removed

outbox = Table(
    "outbox",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Uuid, nullable=False),
    Column("stream", String(64), nullable=False),
    Column("lease_until", MOMENT),
    Column("token", BigInteger),
    Column("published_at", MOMENT),
    info=removed(
        "`TRACES_DAYS` after publication",
        "the event is settled: sent, applied or noted as unapplied, and in the analytics",
    ),
)

_UNPUBLISHED = text("published_at IS NULL")

Index("outbox_unpublished_position_idx", outbox.c.position, postgresql_where=_UNPUBLISHED)
outbox_token_seq = Sequence("outbox_token_seq", metadata=metadata)
"""Fencing tokens: each claim takes a higher one."""
