"""The best selling products."""

from storage_contracts.analytics.top_products import TopProduct, TopProductsBy, TopProductsReport

from db_mongo_service.infrastructure.collections import order_facts
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter
from db_mongo_service.infrastructure.pipelines.top_products import top_products_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation


class TopProductsRepository:
    """Reads the best sellers from the lines of completed orders."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def read(self, orders: OrderFilter, by: TopProductsBy, limit: int) -> TopProductsReport:
        """Return at most `limit` products, best first.

        Raises:
            StorageError: It could not be read.
        """
        pipeline = top_products_pipeline(orders, by, limit)
        found = await self._aggregation.run(order_facts.NAME, pipeline)
        return TopProductsReport(by=by, items=[TopProduct.model_validate(item) for item in found])
