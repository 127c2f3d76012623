"""Payments: one for each order, so that an order can never be charged twice in our books."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from db_postgres_service.infrastructure.schema.metadata import AMOUNT, MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

payments = Table(
    "payments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("order_id", Uuid, nullable=False),
    Column("status", String(32), nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("refunded_amount", AMOUNT, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("gateway", String(32), nullable=False),
    Column("gateway_reference", String(128)),
    Column("failure_reason", String(255)),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    UniqueConstraint("order_id"),
    CheckConstraint(
        "status IN ('pending', 'charged', 'failed', 'partially_refunded', 'refunded')",
        name="status",
    ),
    CheckConstraint("refunded_amount >= 0 AND refunded_amount <= amount", name="refunded_amount"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("books: one of each order, so that none is charged twice"),
)

Index("payments_status_id_idx", payments.c.status, payments.c.id)
Index("payments_created_at_id_idx", payments.c.created_at, payments.c.id)
Index(
    "payments_gateway_reference_idx",
    payments.c.gateway_reference,
    postgresql_where=payments.c.gateway_reference.isnot(None),
)
