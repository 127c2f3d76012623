"""Use case: sum up what the database holds of one sales channel."""

from decimal import Decimal

from storage_contracts.reports import Ledger, LedgerLine

from db_postgres_service.infrastructure.connections.database import Database

_SECONDS = 240.0
_BEGIN = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    f"SET LOCAL statement_timeout = '{int(_SECONDS)}s'; SET LOCAL enable_seqscan = on"
)

_ORDERS = """
    SELECT status, count(*) AS orders,
           coalesce(sum(charge_amount) FILTER (WHERE status = 'completed'), 0) AS charge_amount
    FROM orders WHERE $1::text IS NULL OR channel = $1 GROUP BY status
"""

_LINES = """
    SELECT l.kind, count(*) AS lines, sum(l.quantity)::bigint AS quantity, sum(l.amount) AS amount
    FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.status = 'completed' AND ($1::text IS NULL OR o.channel = $1)
    GROUP BY l.kind ORDER BY l.kind
"""

_REFUNDS = """
    SELECT count(*) AS refunds,
           coalesce(sum(jsonb_array_length(r.lines)), 0)::bigint AS refund_lines,
           coalesce(sum(r.amount), 0) AS amount,
           coalesce(sum(r.charge_amount), 0) AS charge_amount
    FROM refunds r JOIN orders o ON o.id = r.order_id
    WHERE r.status = 'completed' AND ($1::text IS NULL OR o.channel = $1)
"""

_ADJUSTMENTS = """
    SELECT count(*) AS adjustments,
           coalesce(sum((data ->> 'delta')::bigint), 0)::bigint AS pieces
    FROM event_store
    WHERE event_type = 'stock.adjusted'
      AND ($1::text IS NULL OR starts_with(data ->> 'reference', $1 || ':row:'))
"""


class ReadLedger:
    """Sums completed orders, completed refunds and stock adjustments, exactly.

    Of a channel, the adjustments are those whose reference is `<channel>:row:<number>`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, channel: str | None) -> Ledger:
        """Return the ledger of a channel, or of all.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        async with self._database.transaction(_BEGIN, _SECONDS) as connection:
            orders = await connection.fetch(_ORDERS, channel)
            lines = await connection.fetch(_LINES, channel)
            refunds = await connection.fetchrow(_REFUNDS, channel)
            adjustments = await connection.fetchrow(_ADJUSTMENTS, channel)
        if refunds is None or adjustments is None:
            raise AssertionError("an aggregate always returns a row")
        return Ledger(
            channel=channel,
            orders={row["status"]: row["orders"] for row in orders},
            lines=[LedgerLine.model_validate(dict(row)) for row in lines],
            refunds=refunds["refunds"],
            refund_lines=refunds["refund_lines"],
            refunded_amount=refunds["amount"],
            refunded_charge_amount=refunds["charge_amount"],
            charge_amount=sum((row["charge_amount"] for row in orders), Decimal(0)),
            stock_adjustments=adjustments["adjustments"],
            stock_adjusted_pieces=adjustments["pieces"],
        )
