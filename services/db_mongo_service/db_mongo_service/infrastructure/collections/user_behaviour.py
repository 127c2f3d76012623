"""Collection `user_behaviour`: one document per person, counting what the person did."""

from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from db_mongo_service.infrastructure.collections.field_schemas import (
    COUNT_FIELD,
    TIME_FIELD,
    USER_KEY_FIELD,
)

NAME = "user_behaviour"


def user_behaviour_collection(retention_seconds: int) -> CollectionDefinition:
    """Return the definition.

    Args:
        retention_seconds: Time to live, counted from the person's last event: behaviour is
            personal data and goes when the person has been away for long.
    """
    return CollectionDefinition(
        name=NAME,
        required=("_id", "first_seen_at", "last_seen_at", "event_counts"),
        properties={
            "_id": USER_KEY_FIELD,
            "first_seen_at": TIME_FIELD,
            "last_seen_at": TIME_FIELD,
            "event_counts": {"bsonType": "object", "additionalProperties": COUNT_FIELD},
        },
        indexes=(
            IndexDefinition("first_seen", (("first_seen_at", -1), ("_id", -1))),
            IndexDefinition("recently_seen", (("last_seen_at", -1), ("_id", -1))),
            IndexDefinition(
                "expiry",
                (("last_seen_at", 1),),
                expire_after_seconds=retention_seconds,
            ),
        ),
    )
