"""The same catalogue for every contender, loaded in one go."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import asyncpg

STOCK = 1_000_000_000
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_PRODUCT_COLUMNS = (
    "id",
    "sku",
    "name",
    "description",
    "unit_price",
    "currency",
    "is_active",
    "version",
    "created_at",
    "updated_at",
)


def product_ids(count: int) -> list[UUID]:
    """Identifiers of the first `count` products."""
    return [UUID(int=(0x1F0C << 112) + (6 << 76) + (2 << 62) + n) for n in range(1, count + 1)]


async def load_peers(postgres_url: str, count: int) -> None:
    """Makes the monoliths' tables and fills their catalogue."""
    connection = await asyncpg.connect(postgres_url)
    try:
        await connection.execute((Path(__file__).parent / "peers/schema.sql").read_text())
        await connection.copy_records_to_table(
            "products",
            records=[(*row, STOCK) for row in _products(count)],
            columns=[*_PRODUCT_COLUMNS, "stock"],
        )
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def load_quintet(postgres_url: str, count: int) -> None:
    """Fills the catalogue and the stock of a migrated database."""
    connection = await asyncpg.connect(postgres_url)
    try:
        await connection.copy_records_to_table(
            "products", records=list(_products(count)), columns=list(_PRODUCT_COLUMNS)
        )
        await connection.copy_records_to_table(
            "stock",
            records=[(row[0], STOCK, 0, STOCK, 0, 0, 1, _NOW) for row in _products(count)],
            columns=[
                "product_id",
                "opening",
                "adjusted",
                "free",
                "reserved",
                "sold",
                "version",
                "updated_at",
            ],
        )
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


type _Product = tuple[UUID, str, str, str, Decimal, str, bool, int, datetime, datetime]


def _products(count: int) -> Iterator[_Product]:
    for number, product_id in enumerate(product_ids(count), start=1):
        price = Decimal(number % 9_000 + 100) / 100
        name = f"Product number {number}"
        yield product_id, f"SKU{number}", name, "", price, "GBP", True, 1, _NOW, _NOW
