"""`AnalyticsEvents` in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent

if TYPE_CHECKING:
    from uuid import UUID


class InMemoryAnalyticsEvents:
    """Implements `AnalyticsEvents`.

    Attributes:
        recorded: Every event by its id, in the order of recording.
    """

    def __init__(self) -> None:
        self.recorded: dict[UUID, AnalyticsEvent] = {}

    async def record(self, events: Sequence[AnalyticsEvent]) -> int:
        """See `AnalyticsEvents.record`."""
        before = len(self.recorded)
        for event in events:
            self.recorded.setdefault(event.event_id, event)
        return len(self.recorded) - before
