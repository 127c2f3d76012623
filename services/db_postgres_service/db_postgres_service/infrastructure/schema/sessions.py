"""Sessions: families of refresh tokens, of whose secrets only hashes are kept."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import removed

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, ForeignKey("users.id"), nullable=False),
    Column("client_id", String(64), nullable=False),
    Column("scope", JSONB, nullable=False),
    Column("secret_hash", String(64), nullable=False),
    Column("previous_hash", String(64)),
    Column("rotated_at", MOMENT),
    Column("grace_spent", Boolean, nullable=False),
    Column("opened_at", MOMENT, nullable=False),
    Column("last_used_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    Column("revoked_at", MOMENT),
    Column("revoked_reason", String(64)),
    Column("address", String(64), nullable=False),
    Column("user_agent", String(255), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("version >= 1", name="version"),
    info=removed(
        "`ENDED_LOG_INS_DAYS` after their end",
        "its secret opens nothing, and its events tell who logged in",
    ),
)

Index(
    "sessions_user_id_created_at_id_idx", sessions.c.user_id, sessions.c.created_at, sessions.c.id
)
Index("sessions_created_at_id_idx", sessions.c.created_at, sessions.c.id)
Index("sessions_expires_at_idx", sessions.c.expires_at)
