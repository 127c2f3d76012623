"""Where events are recorded for analysis."""

from collections.abc import Sequence
from typing import Protocol

from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent


class AnalyticsEvents(Protocol):
    """Records events for analysis."""

    async def record(self, events: Sequence[AnalyticsEvent]) -> int:
        """Record a batch; events recorded before are left alone.

        Returns:
            How many were new.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
