"""OAuth clients, of whose secrets only hashes are kept."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
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

oauth_clients = Table(
    "oauth_clients",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("client_id", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("is_confidential", Boolean, nullable=False),
    Column("secret_hash", String(64)),
    Column("previous_secret_hash", String(64)),
    Column("redirect_uris", JSONB, nullable=False),
    Column("scopes", JSONB, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    UniqueConstraint("client_id"),
    CheckConstraint("secret_hash IS NOT NULL OR NOT is_confidential", name="secret_hash"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("programs, made by hand"),
)

Index("oauth_clients_created_at_id_idx", oauth_clients.c.created_at, oauth_clients.c.id)
