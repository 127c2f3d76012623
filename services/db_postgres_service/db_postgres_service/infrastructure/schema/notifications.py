"""Notifications. The recipient is kept as a hash only."""

from sqlalchemy import CheckConstraint, Column, Index, String, Table, Uuid

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

notifications = Table(
    "notifications",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("template", String(64), nullable=False),
    Column("recipient_key", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", String(255)),
    Column("order_id", Uuid),
    Column("task_id", Uuid),
    Column("created_at", MOMENT, nullable=False),
    CheckConstraint("channel IN ('mail', 'telegram')", name="channel"),
    CheckConstraint("status IN ('sent', 'skipped', 'failed')", name="status"),
    info=kept("who was told what, for the customer's story"),
)

Index("notifications_created_at_id_idx", notifications.c.created_at, notifications.c.id)
Index("notifications_order_id_id_idx", notifications.c.order_id, notifications.c.id)
Index("notifications_task_id_id_idx", notifications.c.task_id, notifications.c.id)
