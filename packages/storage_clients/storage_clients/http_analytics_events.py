"""`AnalyticsEvents` over HTTP."""

from collections.abc import Sequence
from itertools import batched

from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent
from storage_contracts.analytics import analytics_event as wire
from storage_contracts.analytics.bulk_result import BulkResult

from storage_clients.asking import translating
from storage_clients.data_service import DataService

__all__ = ["HttpAnalyticsEvents"]


class HttpAnalyticsEvents:
    """Records events in db_mongo_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def record(self, events: Sequence[AnalyticsEvent]) -> int:
        """See `AnalyticsEvents.record`.

        Repeated while the service is in trouble: an event is recorded once by its id. After a
        lost answer the events of the first attempt count as recorded before.
        """
        new = 0
        for part in batched(events, wire.MAX_EVENTS_PER_BULK):
            bulk = wire.AnalyticsEventsBulk(
                events=[wire.AnalyticsEvent.model_validate(event) for event in part]
            )
            with translating(self._service.name):
                body = await self._service.ask(
                    "/analytics_events/bulk", bulk.model_dump_json().encode()
                )
            new += BulkResult.model_validate_json(body).inserted
        return new
