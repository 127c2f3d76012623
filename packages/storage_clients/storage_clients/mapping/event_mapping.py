"""Domain events to records and back.

The fields of a domain event are the fields of its stored and published data, so no event needs
code of its own: Pydantic writes and reads the dataclasses as they are.
"""

from functools import cache

from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.domain.event import DomainEvent
from pydantic import TypeAdapter
from storage_contracts.json_value import JsonObject
from storage_contracts.stored_event import StoredEvent

from storage_clients.mapping.event_types import EVENTS_BY_TYPE

__all__ = ["UnknownEventType", "event_data", "event_from_data", "recorded_event"]


class UnknownEventType(Exception):
    """A stream holds an event that this release does not know.

    Attributes:
        event_type: Its type.
    """

    def __init__(self, event_type: str) -> None:
        super().__init__(f"unknown event type {event_type!r}")
        self.event_type = event_type


@cache
def _adapter(event_type: str) -> TypeAdapter[DomainEvent]:
    event_class = EVENTS_BY_TYPE.get(event_type)
    if event_class is None:
        raise UnknownEventType(event_type)
    return TypeAdapter(event_class)


def event_data(event: DomainEvent) -> JsonObject:
    """Return the fields of an event as JSON; decimals and ids are strings, times RFC 3339."""
    data: JsonObject = _adapter(event.event_type).dump_python(event, mode="json")
    return data


def event_from_data(event_type: str, data: JsonObject) -> DomainEvent:
    """Return the event that `event_data` came from.

    Raises:
        UnknownEventType: No event of ours has this type.
        pydantic.ValidationError: The data is not that of such an event.
    """
    return _adapter(event_type).validate_python(data)


def recorded_event(stored: StoredEvent) -> RecordedEvent:
    """Return a stored event as the application reads it.

    Raises:
        UnknownEventType: No event of ours has this type.
    """
    return RecordedEvent(
        event=event_from_data(stored.event_type, stored.data),
        event_id=stored.event_id,
        stream=stored.stream,
        version=stored.version,
        occurred_at=stored.occurred_at,
        service=stored.service,
        request_id=stored.request_id,
        user_id=stored.user_id,
    )
