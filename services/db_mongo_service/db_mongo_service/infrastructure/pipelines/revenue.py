"""Revenue by day, country and currency."""

from decimal import Decimal
from typing import Final

from db_mongo_service.infrastructure.bson_types import Document, Pipeline
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter

_SUMS: Final[Document] = {
    "orders": {"$sum": 1},
    "gross": {"$sum": "$amount"},
    "refunds": {"$sum": {"$ifNull": ["$refunded_amount", Decimal(0)]}},
    "charged": {"$sum": "$charge_amount"},
    "charged_back": {"$sum": {"$ifNull": ["$refunded_charge_amount", Decimal(0)]}},
}


def revenue_pipeline(orders: OrderFilter) -> Pipeline:
    """Return the pipeline over `order_facts`; its sums are Decimal128 throughout.

    A refund is taken off the day of its order, so that a day's net revenue is what was in the
    end kept of the orders of that day.
    """
    return [
        {"$match": orders.match_completed()},
        {
            "$group": {
                "_id": {
                    "day": "$business_date",
                    "country": "$country",
                    "currency": "$currency",
                },
                **_SUMS,
            },
        },
        {
            "$project": {
                "_id": 0,
                "day": "$_id.day",
                "country": "$_id.country",
                "currency": "$_id.currency",
                **dict.fromkeys(_SUMS, 1),
                "net": {"$subtract": ["$gross", "$refunds"]},
            },
        },
        {"$sort": {"day": 1, "country": 1, "currency": 1}},
    ]
