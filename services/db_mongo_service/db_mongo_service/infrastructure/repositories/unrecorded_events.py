"""Which published events were never recorded: asked before the last other trace of them leaves."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from storage_contracts.retention import SettledEvent

from db_mongo_service.infrastructure.collections import analytics_events
from db_mongo_service.infrastructure.document_store import DocumentStore

_CLOCKS: Final = timedelta(days=1)
"""More than the clocks of two machines differ, and than the server takes to remove what expired."""


class UnrecordedEvents:
    """Looks for events by their ids.

    Args:
        store: Holds the collections.
        kept_days: For how long a recorded event is kept.
        now: The clock.
    """

    def __init__(self, store: DocumentStore, kept_days: int, now: Callable[[], datetime]) -> None:
        self._store = store
        self._events = store.collection(analytics_events.NAME)
        self._kept = timedelta(days=kept_days)
        self._now = now

    async def among(self, events: Sequence[SettledEvent]) -> list[UUID]:
        """Return those that are not there, though they are too young to have expired.

        Raises:
            StorageError: MongoDB refused or did not answer.
        """
        expired = self._now() - self._kept + _CLOCKS
        wanted = [event.event_id for event in events if event.occurred_at > expired]
        async with self._store.operation():
            found = self._events.find({"_id": {"$in": wanted}}, {"_id": 1})
            recorded = {document["_id"] async for document in found}
        return [event_id for event_id in wanted if event_id not in recorded]
