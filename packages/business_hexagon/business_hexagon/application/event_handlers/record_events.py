"""Whatever happens, record it for the reports."""

from collections.abc import Sequence

from business_hexagon.application.event_handlers.analytics_mapping import analytics_event_of
from business_hexagon.application.ports.analytics_events import AnalyticsEvents
from business_hexagon.application.ports.published_event import PublishedEvent


class RecordEvents:
    """Records batches of events of any type; one that was recorded before changes nothing."""

    def __init__(self, *, analytics: AnalyticsEvents) -> None:
        self._analytics = analytics

    async def handle(self, events: Sequence[PublishedEvent]) -> int:
        """Record the batch in one call.

        Returns:
            How many events were new.

        Raises:
            InvalidValue: an event's data has a shape that its schema does not allow; nothing of
                the batch is recorded.
            StorageUnavailable: the data service does not answer.
        """
        if not events:
            return 0
        return await self._analytics.record([analytics_event_of(event) for event in events])
