"""Use case: rebuild stock rows from their streams and compare."""

from uuid import UUID

import orjson

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.reports.stock_fold import STOCK_FOLD_COLUMNS

_COLUMNS = "product_id, opening, adjusted, free, reserved, sold, version, updated_at"

_SQL = f"""
    WITH page AS (
        SELECT {_COLUMNS} FROM stock
        WHERE product_id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
        ORDER BY product_id LIMIT $2
    ), compared AS (
        SELECT page.product_id,
               to_jsonb(page) AS stored,
               CASE WHEN fold.version IS NOT NULL THEN
                   jsonb_build_object('product_id', page.product_id) || to_jsonb(fold)
               END AS rebuilt
        FROM page CROSS JOIN LATERAL (
            SELECT {STOCK_FOLD_COLUMNS}
            FROM event_store WHERE stream = 'stock/' || page.product_id
        ) fold
    )
    SELECT count(*) AS checked,
           (SELECT product_id::text FROM page ORDER BY product_id DESC LIMIT 1) AS last,
           coalesce(
               jsonb_agg(jsonb_build_object('stored', stored, 'rebuilt', rebuilt)
                         ORDER BY product_id) FILTER (WHERE stored IS DISTINCT FROM rebuilt),
               '[]'::jsonb
           )::text AS differing
    FROM compared
"""  # noqa: S608  our constants  # nosec B608


class CompareStock:
    """Compares a page of stock rows with what their events make of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def compare(self, after: UUID | None, limit: int) -> bytes:
        """Return a `StockComparison` as JSON.

        Args:
            after: Product behind which the page begins.
            limit: Products to compare.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(_SQL, after, limit)
        if row is None:
            raise AssertionError("an aggregate always returns a row")
        cursor = row["last"] if row["checked"] == limit else None
        return orjson.dumps(
            {
                "checked": row["checked"],
                "differing": orjson.Fragment(row["differing"]),
                "next_cursor": cursor,
            }
        )
