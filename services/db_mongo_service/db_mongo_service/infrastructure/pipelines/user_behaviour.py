"""A person's behaviour together with what the facts tell of their orders."""

from decimal import Decimal
from typing import Final

from db_mongo_service.infrastructure.bson_types import Document, Pipeline
from db_mongo_service.infrastructure.collections import order_facts

_SPENDING: Final[Pipeline] = [
    {"$match": order_facts.COMPLETED},
    {
        "$group": {
            "_id": "$currency",
            "spent": {"$sum": "$charge_amount"},
            "refunded": {"$sum": {"$ifNull": ["$refunded_charge_amount", Decimal(0)]}},
            "first_order_date": {"$min": "$business_date"},
            "last_order_date": {"$max": "$business_date"},
        },
    },
    {"$sort": {"_id": 1}},
]


def user_behaviour_pipeline(user_key: str) -> Pipeline:
    """Return the pipeline over `user_behaviour`: one document, or none for a stranger."""
    spending: Document = {
        "$map": {
            "input": "$orders",
            "as": "sums",
            "in": {
                "currency": "$$sums._id",
                "spent": "$$sums.spent",
                "refunded": "$$sums.refunded",
            },
        },
    }
    return [
        {"$match": {"_id": user_key}},
        {
            "$lookup": {
                "from": order_facts.NAME,
                "localField": "_id",
                "foreignField": "user_key",
                "pipeline": _SPENDING,
                "as": "orders",
            },
        },
        {
            "$project": {
                "first_seen_at": 1,
                "last_seen_at": 1,
                "event_counts": 1,
                "spending": spending,
                "first_order_date": {"$min": "$orders.first_order_date"},
                "last_order_date": {"$max": "$orders.last_order_date"},
            },
        },
    ]
