"""Any published event, as it came from the broker."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type JsonObject = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEvent:
    """An event of any type, its data as parsed JSON, for who consumes everything.

    Attributes:
        event_id: identity of the event.
        event_type: such as `order.completed`.
        timestamp: when it happened, UTC.
        service: process that published it.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
        data: the event's own fields, already validated against its schema.
    """

    event_id: UUID
    event_type: str
    timestamp: datetime
    service: str
    request_id: str
    user_id: UUID | None
    data: JsonObject
