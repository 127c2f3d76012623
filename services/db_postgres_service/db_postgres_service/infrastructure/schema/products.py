"""The catalogue."""

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

from db_postgres_service.infrastructure.schema.metadata import MOMENT, UNIT_PRICE, metadata
from db_postgres_service.infrastructure.schema.retention import kept

products = Table(
    "products",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("sku", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("description", String(4000), nullable=False),
    Column("unit_price", UNIT_PRICE, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    UniqueConstraint("sku"),
    CheckConstraint("unit_price >= 0", name="unit_price"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("the catalogue"),
)

Index("products_name_id_idx", products.c.name, products.c.id)
Index("products_created_at_id_idx", products.c.created_at, products.c.id)
