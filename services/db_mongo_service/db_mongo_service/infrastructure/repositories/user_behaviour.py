"""What one person has done."""

from collections.abc import Mapping

from storage_contracts.analytics.user_behaviour import UserBehaviour

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections import user_behaviour
from db_mongo_service.infrastructure.documents import from_document
from db_mongo_service.infrastructure.pipelines.user_behaviour import user_behaviour_pipeline
from db_mongo_service.infrastructure.recording.user_behaviour_changes import as_event_type
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation


class UserBehaviourRepository:
    """Reads a person's counters and, from the facts of their orders, their spending."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def get(self, user_key: str) -> UserBehaviour | None:
        """Return the person's behaviour, or None when no event named this key.

        Raises:
            StorageError: It could not be read.
        """
        pipeline = user_behaviour_pipeline(user_key)
        found = await self._aggregation.run(user_behaviour.NAME, pipeline)
        if not found:
            return None
        return UserBehaviour.model_validate(
            with_event_types(from_document(found[0], id_field="user_key"))
        )


def with_event_types(fields: Document) -> Document:
    """Return a person's fields with the counters under the names of event types."""
    counts = fields["event_counts"]
    if not isinstance(counts, Mapping):
        return fields
    return {**fields, "event_counts": {as_event_type(name): n for name, n in counts.items()}}
