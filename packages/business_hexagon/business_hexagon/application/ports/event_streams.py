"""Event streams, read back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event in its stream.

    Attributes:
        event: what happened.
        event_id: identity of the event.
        stream: `<kind>/<id>`.
        version: its place in the stream, from 1.
        position: its place among the events of all streams: it orders what one change wrote into
            several of them, which all bear the same moment.
        occurred_at: when it was recorded.
        service: process that recorded it.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
    """

    event: DomainEvent
    event_id: UUID
    stream: str
    version: int
    position: int
    occurred_at: datetime
    service: str = ""
    request_id: str = ""
    user_id: UUID | None = None


class EventStreams(Protocol):
    """Reads streams of the event store."""

    async def read(
        self, kind: str, aggregate_id: UUID, until_version: int | None = None
    ) -> tuple[RecordedEvent, ...]:
        """Events of one aggregate, oldest first; none when the stream does not exist.

        Args:
            kind: `order`, `payment`, `saga`, `user`, `product` or `task`.
            aggregate_id: whose stream.
            until_version: last version wanted; nothing for all.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
