"""The worker's way to have old rows removed."""

from collections.abc import Sequence
from uuid import UUID

from storage_contracts.analytics.unrecorded_events import RecordedEventsQuestion, UnrecordedEvents
from storage_contracts.retention import (
    Pruning,
    PruningRequest,
    SettledEvent,
    Settlement,
    SettlementRequest,
)

from storage_clients.asking import translating
from storage_clients.data_service import DataService

__all__ = ["RetentionClient"]

_SECONDS = 30.0
"""A batch of thousands of rows on a busy disk."""


class RetentionClient:
    """Settles events and removes rows in db_postgres_service; asks db_mongo_service in between.

    Nothing is repeated here: the next round does what a lost answer left in doubt.
    """

    def __init__(self, postgres: DataService, mongo: DataService) -> None:
        self._postgres = postgres
        self._mongo = mongo

    async def settle(self, request: SettlementRequest) -> Settlement:
        """Settle the oldest events.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        with translating(self._postgres.name):
            body = await self._postgres.post(
                "/retention/settlements", request.model_dump_json().encode(), _SECONDS
            )
        return Settlement.model_validate_json(body)

    async def unrecorded(self, events: Sequence[SettledEvent]) -> list[UUID]:
        """Return which of the events the analytics lack.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        question = RecordedEventsQuestion(events=list(events))
        with translating(self._mongo.name):
            body = await self._mongo.post(
                "/analytics_events/unrecorded", question.model_dump_json().encode(), _SECONDS
            )
        return UnrecordedEvents.model_validate_json(body).event_ids

    async def prune(self, request: PruningRequest) -> Pruning:
        """Remove a batch of each kind.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        with translating(self._postgres.name):
            body = await self._postgres.post(
                "/retention/prunings", request.model_dump_json().encode(), _SECONDS
            )
        return Pruning.model_validate_json(body)
