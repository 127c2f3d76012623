"""Orders, their lines and their refunds."""

from sqlalchemy import (
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

from db_postgres_service.infrastructure.schema.metadata import (
    AMOUNT,
    MOMENT,
    UNIT_PRICE,
    metadata,
)
from db_postgres_service.infrastructure.schema.retention import kept

orders = Table(
    "orders",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid),
    Column("contact_email", String(254)),
    Column("channel", String(64), nullable=False),
    Column("reference", String(64)),
    Column("status", String(16), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("shipping_address", JSONB, nullable=False),
    Column("payment_method", String(64), nullable=False),
    Column("total", AMOUNT, nullable=False),
    Column("charge_amount", AMOUNT, nullable=False),
    Column("refunded_amount", AMOUNT, nullable=False),
    Column("refunded_charge_amount", AMOUNT, nullable=False),
    Column("cancellation_reason", String(255)),
    Column("ordered_at", MOMENT, nullable=False),
    Column("completed_at", MOMENT),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("status IN ('pending', 'confirmed', 'completed', 'cancelled')", name="status"),
    CheckConstraint("refunded_charge_amount <= charge_amount", name="refunded_charge_amount"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("books: what was sold"),
)

Index(
    "orders_channel_reference_key",
    orders.c.channel,
    orders.c.reference,
    unique=True,
    postgresql_where=orders.c.reference.isnot(None),
)
Index("orders_user_id_created_at_id_idx", orders.c.user_id, orders.c.created_at, orders.c.id)
Index("orders_status_created_at_id_idx", orders.c.status, orders.c.created_at, orders.c.id)
Index("orders_created_at_id_idx", orders.c.created_at, orders.c.id)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", Uuid, ForeignKey("orders.id"), primary_key=True),
    Column("line_no", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("product_id", Uuid),
    Column("sku", String(64), nullable=False),
    Column("description", String(255), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", UNIT_PRICE, nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("refunded_quantity", Integer, nullable=False),
    CheckConstraint("kind IN ('product', 'fee', 'postage', 'discount')", name="kind"),
    CheckConstraint("kind <> 'product' OR product_id IS NOT NULL", name="product"),
    CheckConstraint("quantity >= 1", name="quantity"),
    CheckConstraint(
        "refunded_quantity >= 0 AND refunded_quantity <= quantity", name="refunded_quantity"
    ),
    info=kept("books: what was sold"),
)

Index("order_lines_product_id_order_id_idx", order_lines.c.product_id, order_lines.c.order_id)

refunds = Table(
    "refunds",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("order_id", Uuid, ForeignKey("orders.id"), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("reference", String(64)),
    Column("lines", JSONB, nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("charge_amount", AMOUNT, nullable=False),
    Column("requested_at", MOMENT, nullable=False),
    Column("completed_at", MOMENT),
    CheckConstraint("status IN ('requested', 'completed', 'failed')", name="status"),
    info=kept("books: what was given back"),
)

Index("refunds_order_id_id_idx", refunds.c.order_id, refunds.c.id)
Index("refunds_status_id_idx", refunds.c.status, refunds.c.id)
