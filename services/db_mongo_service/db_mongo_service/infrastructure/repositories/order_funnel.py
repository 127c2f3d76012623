"""The order funnel."""

from collections.abc import Mapping

from storage_contracts.analytics.order_funnel import FunnelStep, OrderFunnelReport

from db_mongo_service.infrastructure.bson_types import Bson
from db_mongo_service.infrastructure.collections import order_facts
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter
from db_mongo_service.infrastructure.pipelines.order_funnel import STEPS, order_funnel_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation
from db_mongo_service.infrastructure.shares import share


class OrderFunnelRepository:
    """Reads how many orders reached each step."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def read(self, orders: OrderFilter) -> OrderFunnelReport:
        """Return the counts and conversions; zeros when there is no order.

        Raises:
            StorageError: It could not be read.
        """
        found = await self._aggregation.run(order_facts.NAME, order_funnel_pipeline(orders))
        return order_funnel_report(found[0] if found else {})


def order_funnel_report(counts: Mapping[str, Bson]) -> OrderFunnelReport:
    """Return the report of the counts by step; missing ones are zero."""
    reached = [_count(counts, name) for name, _ in STEPS]
    steps = [
        FunnelStep(
            step=name,
            orders=orders,
            conversion_from_previous=share(orders, reached[place - 1]) if place else None,
            conversion_from_created=share(orders, reached[0]),
        )
        for place, ((name, _), orders) in enumerate(zip(STEPS, reached, strict=True))
    ]
    return OrderFunnelReport(
        steps=steps,
        cancelled=_count(counts, "cancelled"),
        in_progress=_count(counts, "in_progress"),
    )


def _count(counts: Mapping[str, Bson], name: str) -> int:
    count = counts.get(name, 0)
    return count if isinstance(count, int) else 0
