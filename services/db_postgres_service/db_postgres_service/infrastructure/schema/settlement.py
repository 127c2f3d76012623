"""How far events are settled: published, applied by their consumers, and no longer traced.

Outbox rows and inbox records of old events are removed. What they proved is kept in two tables: one
row that says up to which position it was proven, and a row for each exception.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    SmallInteger,
    String,
    Table,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

settlement = Table(
    "settlement",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("settled_position", BigInteger, nullable=False),
    Column("settled_events", BigInteger, nullable=False),
    Column("settled_at", MOMENT, nullable=False),
    Column("pruned_position", BigInteger, nullable=False),
    Column("consumers", JSONB, nullable=False),
    Column("log_ins_ended_before", MOMENT),
    CheckConstraint("id = 1", name="single"),
    CheckConstraint("pruned_position <= settled_position", name="order"),
    info=kept("one row"),
)
"""One row. Every event that is to be published, up to `settled_position`, was; there are
`settled_events` of them. Each was applied by each of the `consumers`, if it stands behind the
position that is kept there (where the consumer was first heard of) and not in `unapplied_events`.
Up to `pruned_position` the traces are gone. Sessions and one-time tokens that ended before
`log_ins_ended_before` may be gone as well."""

unapplied_events = Table(
    "unapplied_events",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("consumer", String(200), primary_key=True),
    info=kept("one for each dead letter that nobody redrove in time: it still may be"),
)
"""Settled events that a consumer had not applied: to it alone they are not settled."""
