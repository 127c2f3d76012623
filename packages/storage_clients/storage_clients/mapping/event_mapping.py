"""Domain events to records and back.

The fields of a domain event are the fields of its data in the published language, so no event
needs code of its own. Data is written by the models of the catalogue, which refuse what consumers
would refuse; it is read back, lifted to today's version, into the domain's dataclasses.
"""

from functools import lru_cache

from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.domain.event import DomainEvent
from integration_events import UnknownEventType, definition_of
from integration_events.upcasting import upcast
from pydantic import TypeAdapter
from storage_contracts.json_value import JsonObject
from storage_contracts.stored_event import StoredEvent

from storage_clients.mapping.event_types import EVENTS_BY_TYPE

__all__ = ["event_data", "event_from_data", "recorded_event", "schema_version_of"]


@lru_cache(maxsize=len(EVENTS_BY_TYPE))
def _adapter(event_type: str) -> TypeAdapter[DomainEvent]:
    event_class = EVENTS_BY_TYPE.get(event_type)
    if event_class is None:
        raise UnknownEventType(event_type)
    return TypeAdapter(event_class)


def schema_version_of(event: DomainEvent) -> int:
    """Return the version of the data that `event_data` writes."""
    return definition_of(event.event_type).schema_version


def event_data(event: DomainEvent) -> JsonObject:
    """Return the data of an event as JSON; decimals and ids are strings, times RFC 3339.

    Raises:
        UnknownEventType: The catalogue does not have it.
        pydantic.ValidationError: The catalogue's model does not fit the event.
    """
    model = definition_of(event.event_type).data
    data: JsonObject = model.model_validate(event).model_dump(mode="json")
    return data


def event_from_data(event_type: str, data: JsonObject, schema_version: int = 1) -> DomainEvent:
    """Return the event that the data tells of.

    Args:
        event_type: Its type.
        data: Its data as stored.
        schema_version: Version in which the data was written.

    Raises:
        UnknownEventType: This release does not know the type.
        UnknownSchemaVersion: The data was written by a later release.
        pydantic.ValidationError: The data is not that of such an event.
    """
    wanted = definition_of(event_type).schema_version
    if schema_version != wanted:
        data = upcast(event_type, data, written=schema_version, wanted=wanted)
    return _adapter(event_type).validate_python(data)


def recorded_event(stored: StoredEvent) -> RecordedEvent:
    """Return a stored event as the application reads it; raises as `event_from_data` does."""
    return RecordedEvent(
        event=event_from_data(stored.event_type, stored.data, stored.schema_version),
        event_id=stored.event_id,
        stream=stored.stream,
        version=stored.version,
        position=stored.position,
        occurred_at=stored.occurred_at,
        service=stored.service,
        request_id=stored.request_id,
        user_id=stored.user_id,
    )
