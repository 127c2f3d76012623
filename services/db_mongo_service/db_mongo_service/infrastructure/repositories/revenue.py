"""Revenue by day and country."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Final

from storage_contracts.analytics.revenue import RevenueReport, RevenueRow, RevenueTotal

from db_mongo_service.infrastructure.collections import order_facts
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter
from db_mongo_service.infrastructure.pipelines.revenue import revenue_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation

_EXACT: Final = Context(prec=100)


class RevenueRepository:
    """Reads the revenue report from the facts of completed orders."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def read(self, orders: OrderFilter) -> RevenueReport:
        """Return the exact sums by day, country and currency, and in all by currency.

        Raises:
            StorageError: It could not be read.
        """
        found = await self._aggregation.run(order_facts.NAME, revenue_pipeline(orders))
        rows = [RevenueRow.model_validate(document) for document in found]
        return RevenueReport(rows=rows, totals=_totals(rows))


def _totals(rows: Iterable[RevenueRow]) -> list[RevenueTotal]:
    by_currency: defaultdict[str, list[RevenueRow]] = defaultdict(list)
    for row in rows:
        by_currency[row.currency].append(row)
    return [
        RevenueTotal(
            currency=currency,
            orders=sum(row.orders for row in of_currency),
            gross=_sum(row.gross for row in of_currency),
            refunds=_sum(row.refunds for row in of_currency),
            net=_sum(row.net for row in of_currency),
            charged=_sum(row.charged for row in of_currency),
            charged_back=_sum(row.charged_back for row in of_currency),
        )
        for currency, of_currency in sorted(by_currency.items())
    ]


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum without the rounding that the default context would do."""
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, amount)
    return total
