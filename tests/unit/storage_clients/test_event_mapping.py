"""Domain events to records and back."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from business_hexagon.domain.event import DomainEvent
from integration_events import CATALOGUE, Delivery, UnknownEventType
from integration_events.errors import UnknownSchemaVersion
from storage_clients.mapping.event_mapping import event_data, event_from_data, recorded_event
from storage_clients.mapping.event_types import EVENTS_BY_STREAM, EVENTS_BY_TYPE
from storage_contracts.stored_event import StoredEvent

from tests.unit.storage_clients.example_events import EXAMPLE_EVENTS


def all_domain_events() -> set[type[DomainEvent]]:
    """Every subclass that has been defined anywhere."""
    return {event for event in DomainEvent.__subclasses__() if event.__module__.startswith("busi")}


def test_every_domain_event_has_a_stream() -> None:
    """An event that is in no table could be written and never read."""
    known = {event for events in EVENTS_BY_STREAM.values() for event in events}
    # Slotted dataclasses are made twice; the first of the two is nobody's.
    assert {event.__qualname__ for event in all_domain_events()} == {
        event.__qualname__ for event in known
    }


@pytest.mark.parametrize("kind", EVENTS_BY_STREAM)
def test_streams_and_publication_agree_with_the_catalogue(kind: str) -> None:
    """The domain and the published language say the same of each event."""
    for event in EVENTS_BY_STREAM[kind]:
        definition = CATALOGUE[event.event_type]
        assert definition.aggregate == kind
        assert event.publish == (definition.delivery is Delivery.AT_LEAST_ONCE)


def test_every_stored_event_of_the_catalogue_is_a_domain_event() -> None:
    """Nothing is promised that nobody tells."""
    stored = {name for name, one in CATALOGUE.items() if one.aggregate is not None}
    assert stored == set(EVENTS_BY_TYPE)


@pytest.mark.parametrize("event", EXAMPLE_EVENTS, ids=lambda event: event.event_type)
def test_an_event_survives_the_way_into_the_store_and_back(event: DomainEvent) -> None:
    """Through JSON text, as the database keeps it."""
    data = json.loads(json.dumps(event_data(event)))
    again = event_from_data(event.event_type, data)
    assert again == event
    assert type(again) is type(event)


@pytest.mark.parametrize("event", EXAMPLE_EVENTS, ids=lambda event: event.event_type)
def test_the_record_has_exactly_the_fields_of_the_published_event(event: DomainEvent) -> None:
    """One record serves audit, rebuild and publication."""
    assert set(event_data(event)) == set(CATALOGUE[event.event_type].data.model_fields)


def test_a_recorded_event_keeps_what_travelled_beside_it() -> None:
    """Identity, place and cause."""
    event = EXAMPLE_EVENTS[0]
    stored = StoredEvent(
        stream="user/1f0c7a52-1111-6d10-b1a9-0242ac120002",
        version=3,
        event_id=UUID(int=1),
        event_type=event.event_type,
        occurred_at=datetime(2026, 1, 15, 10, 30, tzinfo=UTC),
        data=event_data(event),
        position=7,
        service="api_service",
        request_id="r1",
        user_id=UUID(int=2),
    )
    recorded = recorded_event(stored)
    assert recorded.event == event
    assert (recorded.version, recorded.event_id) == (3, UUID(int=1))
    assert (recorded.service, recorded.request_id, recorded.user_id) == (
        "api_service",
        "r1",
        UUID(int=2),
    )


def test_an_unknown_event_type_is_named() -> None:
    """A stream written by a later release says what is missing here."""
    with pytest.raises(UnknownEventType, match=r"order\.teleported"):
        event_from_data("order.teleported", {})


def test_data_of_a_later_release_is_refused() -> None:
    """Guessing at fields would be worse than stopping."""
    with pytest.raises(UnknownSchemaVersion):
        event_from_data("order.confirmed", {}, schema_version=99)
