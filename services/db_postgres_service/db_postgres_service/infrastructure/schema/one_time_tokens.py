"""Tokens that work once. Their secrets are computed from their ids and kept nowhere."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import removed

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, ForeignKey("users.id"), nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    Column("used_at", MOMENT),
    Column("payload", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint(
        "purpose IN ('email_verification', 'password_reset', 'authorization_code')",
        name="purpose",
    ),
    CheckConstraint("version >= 1", name="version"),
    info=removed("`ENDED_LOG_INS_DAYS` after their end", "they open nothing any more"),
)

Index(
    "one_time_tokens_user_id_created_at_id_idx",
    one_time_tokens.c.user_id,
    one_time_tokens.c.created_at,
    one_time_tokens.c.id,
)
Index("one_time_tokens_created_at_id_idx", one_time_tokens.c.created_at, one_time_tokens.c.id)
Index("one_time_tokens_expires_at_idx", one_time_tokens.c.expires_at)
