"""How often each duration occurs, which is all that percentiles need."""

from datetime import datetime
from typing import Final

from db_mongo_service.infrastructure.bson_types import Document, Pipeline

_ENDED_AT: Final[Document] = {"$ifNull": ["$completed_at", "$cancelled_at"]}


def saga_durations_pipeline(since: datetime | None, until: datetime | None) -> Pipeline:
    """Return the pipeline over `order_facts`: outcome, whole milliseconds, number of orders.

    Times in BSON are whole milliseconds, so this histogram loses nothing, and it stays small
    however many orders there are.

    Args:
        since: Orders created at or after this moment.
        until: Orders created before this moment.
    """
    created: Document = {"$exists": True}
    if since is not None:
        created["$gte"] = since
    if until is not None:
        created["$lt"] = until
    return [
        {
            "$match": {
                "created_at": created,
                "$or": [
                    {"completed_at": {"$exists": True}},
                    {"cancelled_at": {"$exists": True}},
                ],
            },
        },
        {
            "$group": {
                "_id": {
                    "outcome": {
                        "$cond": [{"$gt": ["$completed_at", None]}, "completed", "cancelled"],
                    },
                    "milliseconds": {"$subtract": [_ENDED_AT, "$created_at"]},
                },
                "orders": {"$sum": 1},
            },
        },
        {
            "$project": {
                "_id": 0,
                "outcome": "$_id.outcome",
                "milliseconds": "$_id.milliseconds",
                "orders": 1,
            },
        },
    ]
