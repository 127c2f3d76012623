"""Customers' wishes for money back; at most one of an order waits for a decision."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Uuid, text

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

refund_requests = Table(
    "refund_requests",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("order_id", Uuid, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("reason", String(255), nullable=False),
    Column("status", String(16), nullable=False),
    Column("requested_at", MOMENT, nullable=False),
    Column("refund_id", Uuid),
    Column("decided_by", Uuid),
    Column("decided_at", MOMENT),
    Column("decline_reason", String(255)),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("status IN ('open', 'approved', 'declined')", name="status"),
    CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decided"),
    CheckConstraint("(status = 'approved') = (refund_id IS NOT NULL)", name="approved"),
    CheckConstraint("(status = 'declined') = (decline_reason IS NOT NULL)", name="declined"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("books"),
)

Index(
    "refund_requests_open_order_id_key",
    refund_requests.c.order_id,
    unique=True,
    postgresql_where=text("status = 'open'"),
)
Index("refund_requests_order_id_id_idx", refund_requests.c.order_id, refund_requests.c.id)
Index("refund_requests_created_at_id_idx", refund_requests.c.created_at, refund_requests.c.id)
Index(
    "refund_requests_user_id_created_at_id_idx",
    refund_requests.c.user_id,
    refund_requests.c.created_at,
    refund_requests.c.id,
)
Index(
    "refund_requests_status_created_at_id_idx",
    refund_requests.c.status,
    refund_requests.c.created_at,
    refund_requests.c.id,
)
