"""Recording of analytics events, each exactly once, with everything that follows from them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from pymongo.asynchronous.client_session import AsyncClientSession
from storage_contracts.analytics.analytics_event import AnalyticsEvent
from storage_contracts.analytics.bulk_result import BulkResult

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections import (
    analytics_events,
    order_facts,
    user_behaviour,
)
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.documents import first_of_each, midnight, to_document
from db_mongo_service.infrastructure.recording.order_fact_changes import order_fact_changes
from db_mongo_service.infrastructure.recording.user_behaviour_changes import user_behaviour_changes
from db_mongo_service.infrastructure.storage_errors import RecordExists, StorageBusy

_RACES: Final = 5


class AnalyticsEventsRepository:
    """Keeps analytics events and, in the same transaction, the facts and behaviour they tell of.

    The transaction is needed: counters and sums are only right when they move together with the
    event that they count, also when the process dies in between.

    Args:
        store: Holds the collections.
        now: The clock.
    """

    def __init__(self, store: DocumentStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._events = store.collection(analytics_events.NAME)
        self._facts = store.collection(order_facts.NAME)
        self._behaviour = store.collection(user_behaviour.NAME)
        self._now = now

    async def record(self, events: Sequence[AnalyticsEvent]) -> BulkResult:
        """Record all events that are not recorded yet; the others are counted as duplicates.

        Raises:
            StorageError: Nothing of the call was recorded, unless it is a `StorageTimeout`, after
                which it may be; recording again is right in every case.
        """
        distinct = first_of_each(events, (event.event_id for event in events))
        for _ in range(_RACES):
            try:
                inserted = await self._record_in_transaction(distinct)
            except RecordExists:
                # A call beside this one recorded some of the same events between our look and
                # our insert: look again.
                continue
            return BulkResult(inserted=inserted, duplicates=len(events) - inserted)
        raise StorageBusy("other calls kept recording the same events")

    async def _record_in_transaction(self, events: Sequence[AnalyticsEvent]) -> int:
        async def work(session: AsyncClientSession) -> int:
            # PyMongo runs this again after a conflict, so it must not keep anything outside.
            new = await self._not_recorded(events, session)
            if new:
                await self._insert(new, session)
            return len(new)

        async with self._store.operation(), self._store.session() as session:
            return await session.with_transaction(work)

    async def _not_recorded(
        self,
        events: Sequence[AnalyticsEvent],
        session: AsyncClientSession,
    ) -> list[AnalyticsEvent]:
        ids = [event.event_id for event in events]
        found = self._events.find({"_id": {"$in": ids}}, {"_id": 1}, session=session)
        recorded = {document["_id"] async for document in found}
        return [event for event in events if event.event_id not in recorded]

    async def _insert(self, events: list[AnalyticsEvent], session: AsyncClientSession) -> None:
        await self._events.insert_many(
            [self._document(event) for event in events],
            ordered=False,
            session=session,
        )
        if changes := order_fact_changes(events):
            await self._facts.bulk_write(changes, session=session)
        if changes := user_behaviour_changes(events):
            await self._behaviour.bulk_write(changes, ordered=False, session=session)

    def _document(self, event: AnalyticsEvent) -> Document:
        document = to_document(event, id_field="event_id", recorded_at=self._now())
        document["business_date"] = midnight(event.day)
        return document
