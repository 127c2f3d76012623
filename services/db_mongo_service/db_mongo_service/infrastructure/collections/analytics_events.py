"""Collection `analytics_events`: every fact as it came, for a limited time."""

from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from db_mongo_service.infrastructure.collections.field_schemas import (
    COUNTRY_FIELD,
    CURRENCY_FIELD,
    LINES_FIELD,
    MONEY_FIELD,
    TIME_FIELD,
    USER_KEY_FIELD,
    UUID_FIELD,
    text_field,
)

NAME = "analytics_events"


def analytics_events_collection(retention_seconds: int) -> CollectionDefinition:
    """Return the definition.

    Args:
        retention_seconds: Time to live, counted from `recorded_at` and not from the event's own
            times, so that imported history is not expired on arrival. It must outlive the oldest
            message that can be delivered again, or that event would be counted twice.
    """
    return CollectionDefinition(
        name=NAME,
        required=("_id", "event_type", "occurred_at", "service", "business_date", "recorded_at"),
        properties={
            "_id": UUID_FIELD,
            "event_type": text_field(64),
            "occurred_at": TIME_FIELD,
            "service": text_field(64),
            "request_id": text_field(128),
            "user_key": USER_KEY_FIELD,
            "order_id": UUID_FIELD,
            "refund_id": UUID_FIELD,
            "lines": LINES_FIELD,
            "country": COUNTRY_FIELD,
            "channel": text_field(64),
            "currency": CURRENCY_FIELD,
            "amount": MONEY_FIELD,
            "charge_amount": MONEY_FIELD,
            "business_date": TIME_FIELD,
            "recorded_at": TIME_FIELD,
        },
        indexes=(
            # Type and service ride along for the reports that count over time.
            IndexDefinition(
                "by_time",
                (("occurred_at", -1), ("_id", -1), ("event_type", 1), ("service", 1)),
            ),
            IndexDefinition("by_type", (("event_type", 1), ("occurred_at", -1), ("_id", -1))),
            IndexDefinition("by_service", (("service", 1), ("occurred_at", -1), ("_id", -1))),
            _sparse("by_user", "user_key"),
            _sparse("by_order", "order_id"),
            _sparse("by_request", "request_id"),
            IndexDefinition(
                "expiry", (("recorded_at", 1),), expire_after_seconds=retention_seconds
            ),
        ),
    )


def _sparse(name: str, field: str) -> IndexDefinition:
    """Return an index over the events that have the field at all."""
    return IndexDefinition(
        name,
        ((field, 1), ("occurred_at", -1), ("_id", -1)),
        partial_filter={field: {"$exists": True}},
    )
