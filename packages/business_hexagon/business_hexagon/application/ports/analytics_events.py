"""Where events are recorded for analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsEvent:
    """A published event as it came from the broker; its data is passed on unread.

    Attributes:
        event_id: identity of the event: recording it twice records it once.
        event_type: such as `order.completed`.
        timestamp: when it happened, UTC.
        service: process that published it.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
        data: the event's own fields, JSON in UTF-8.
        aggregate: stream that holds it, if any.
        aggregate_version: its version in that stream, if any.
    """

    event_id: UUID
    event_type: str
    timestamp: datetime
    service: str
    request_id: str
    user_id: UUID | None
    data: bytes
    aggregate: str | None = None
    aggregate_version: int | None = None


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
