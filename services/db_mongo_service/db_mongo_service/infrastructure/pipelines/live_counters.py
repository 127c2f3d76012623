"""Events by type since a moment."""

from datetime import datetime

from db_mongo_service.infrastructure.bson_types import Pipeline


def live_counters_pipeline(since: datetime) -> Pipeline:
    """Return the pipeline over `analytics_events`, most frequent type first."""
    return [
        {"$match": {"occurred_at": {"$gte": since}}},
        {
            "$group": {
                "_id": "$event_type",
                "count": {"$sum": 1},
                "last_at": {"$max": "$occurred_at"},
            },
        },
        {"$sort": {"count": -1, "_id": 1}},
        {"$project": {"_id": 0, "event_type": "$_id", "count": 1, "last_at": 1}},
    ]
