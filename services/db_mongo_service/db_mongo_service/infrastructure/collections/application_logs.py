"""Collection `application_logs`: warnings and worse from all processes, for a limited time."""

from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from db_mongo_service.infrastructure.collections.field_schemas import (
    TIME_FIELD,
    UUID_FIELD,
    text_field,
)

NAME = "application_logs"


def application_logs_collection(retention_seconds: int) -> CollectionDefinition:
    """Return the definition.

    Args:
        retention_seconds: Time to live, counted from `recorded_at`.
    """
    return CollectionDefinition(
        name=NAME,
        required=("_id", "occurred_at", "level", "service", "event", "recorded_at"),
        properties={
            "_id": UUID_FIELD,
            "occurred_at": TIME_FIELD,
            "level": {"enum": ["warning", "error", "critical"]},
            "service": text_field(64),
            "logger": text_field(128),
            "event": text_field(2_000),
            "request_id": text_field(128),
            "trace_id": text_field(64),
            "exception": text_field(32_000),
            "attributes": {"bsonType": "object"},
            "recorded_at": TIME_FIELD,
        },
        indexes=(
            # Level and service ride along for the report that counts over time.
            IndexDefinition(
                "by_time",
                (("occurred_at", -1), ("_id", -1), ("level", 1), ("service", 1)),
            ),
            IndexDefinition("by_service", (("service", 1), ("occurred_at", -1), ("_id", -1))),
            IndexDefinition("by_level", (("level", 1), ("occurred_at", -1), ("_id", -1))),
            IndexDefinition("by_logger", (("logger", 1), ("occurred_at", -1), ("_id", -1))),
            _sparse("by_request", "request_id"),
            _sparse("by_trace", "trace_id"),
            IndexDefinition(
                "expiry", (("recorded_at", 1),), expire_after_seconds=retention_seconds
            ),
        ),
    )


def _sparse(name: str, field: str) -> IndexDefinition:
    """Return an index over the records that have the field at all."""
    return IndexDefinition(
        name,
        ((field, 1), ("occurred_at", -1), ("_id", -1)),
        partial_filter={field: {"$exists": True}},
    )
