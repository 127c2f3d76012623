"""Chats. At most one of them is linked to a user.

That is looked at when a statement ends: the write that links a user's second chat unlinks the
first, and either row may be written before the other.
"""

from sqlalchemy import (
    BigInteger,
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

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

chats = Table(
    "chats",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("user_id", Uuid),
    Column("linked_at", MOMENT),
    Column("language", String(2)),
    Column("is_muted", Boolean, nullable=False),
    Column("is_blocked", Boolean, nullable=False),
    Column("time_zone", String(64)),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    UniqueConstraint("chat_id", name="chats_chat_id_key"),
    UniqueConstraint("user_id", name="chats_user_id_key", deferrable=True, initially="IMMEDIATE"),
    CheckConstraint("(user_id IS NULL) = (linked_at IS NULL)", name="linked_at"),
    CheckConstraint("language IN ('en', 'de')", name="language"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("whoever writes to the bot has one, with language and links"),
)

Index("chats_created_at_id_idx", chats.c.created_at, chats.c.id)
