"""Stock: pieces of each product, and what each order holds of them.

The check on `stock` is invariant S kept by the database itself; no code can oversell.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
)

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

stock = Table(
    "stock",
    metadata,
    Column("product_id", Uuid, ForeignKey("products.id"), primary_key=True),
    Column("opening", BigInteger, nullable=False),
    Column("adjusted", BigInteger, nullable=False),
    Column("free", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("sold", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("opening + adjusted = free + reserved + sold", name="balance"),
    CheckConstraint(
        "opening >= 0 AND free >= 0 AND reserved >= 0 AND sold >= 0", name="not_negative"
    ),
    CheckConstraint("version >= 1", name="version"),
    info=kept("one row for each product"),
)

stock_reservations = Table(
    "stock_reservations",
    metadata,
    Column("order_id", Uuid, primary_key=True),
    Column("product_id", Uuid, ForeignKey("stock.product_id"), primary_key=True),
    Column("quantity", BigInteger, nullable=False),
    Column("restocked", BigInteger, nullable=False),
    Column("status", String(16), nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("quantity >= 1", name="quantity"),
    CheckConstraint("restocked >= 0 AND restocked <= quantity", name="restocked"),
    CheckConstraint("restocked = 0 OR status = 'settled'", name="restocked_when_settled"),
    CheckConstraint("status IN ('reserved', 'settled', 'released')", name="status"),
    info=kept("what each order holds or took, which `quintet verify` compares"),
)

Index("stock_reservations_product_id_idx", stock_reservations.c.product_id)
Index("stock_free_product_id_idx", stock.c.free, stock.c.product_id)
