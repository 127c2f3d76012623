"""The event store: every event once, in its stream, with the context that caused it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Identity,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

event_store = Table(
    "event_store",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("stream", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("event_type", String(64), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("occurred_at", MOMENT, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("publish", Boolean, nullable=False),
    Column("service", String(64), nullable=False),
    Column("request_id", String(128), nullable=False),
    Column("user_id", Uuid),
    Column("traceparent", String(64)),
    UniqueConstraint("stream", "version"),
    UniqueConstraint("event_id"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("the history from which every row can be rebuilt"),
)

Index("event_store_event_type_position_idx", event_store.c.event_type, event_store.c.position)
