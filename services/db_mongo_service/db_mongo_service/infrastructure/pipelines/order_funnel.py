"""How many orders reach each step."""

from typing import Final

from storage_contracts.analytics.order_funnel import FunnelStepName

from db_mongo_service.infrastructure.bson_types import Document, Pipeline
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter

STEPS: Final[tuple[tuple[FunnelStepName, str], ...]] = (
    ("created", "created_at"),
    ("stock_reserved", "stock_reserved_at"),
    ("paid", "paid_at"),
    ("completed", "completed_at"),
)
"""Steps in order, with the field whose presence tells that an order reached it."""


def order_funnel_pipeline(orders: OrderFilter) -> Pipeline:
    """Return the pipeline over `order_facts`; it gives at most one document of counts.

    An order counts for a step when it reached this and every earlier step, so that steps told out
    of order or lost can never make a later step larger than an earlier one.
    """
    counts: Document = {}
    reached: list[Document] = []
    for step, field in STEPS:
        reached.append(_present(field))
        counts[step] = _count({"$and": list(reached)})
    counts["cancelled"] = _count(_present("cancelled_at"))
    counts["in_progress"] = _count(
        {"$not": [{"$or": [_present("completed_at"), _present("cancelled_at")]}]},
    )
    return [
        {"$match": {"created_at": {"$exists": True}, **orders.match()}},
        {"$group": {"_id": None, **counts}},
        {"$unset": "_id"},
    ]


def _present(field: str) -> Document:
    return {"$gt": [f"${field}", None]}


def _count(condition: Document) -> Document:
    return {"$sum": {"$cond": [condition, 1, 0]}}
