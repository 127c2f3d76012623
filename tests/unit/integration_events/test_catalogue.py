"""The catalogue, the subscriptions and the domain agree."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields

import business_hexagon
import pytest
from business_hexagon.domain.event import DomainEvent
from integration_events.catalogue import CATALOGUE, definition_of
from integration_events.errors import UnknownEventType
from integration_events.event_definition import Delivery, Pattern
from integration_events.subscriptions import (
    INSTANCE_SUBSCRIPTIONS,
    SUBSCRIPTIONS,
    consumers_of,
    event_types_for,
)


def domain_events() -> Iterator[type[DomainEvent]]:
    """Yield every event class of the hexagon, wherever it stands."""
    for module in pkgutil.walk_packages(business_hexagon.__path__, "business_hexagon."):
        importlib.import_module(module.name)
    yield from DomainEvent.__subclasses__()


def test_the_walk_finds_events() -> None:
    """Control: the tests below are about something."""
    assert {"order.created", "workflow.started"} <= {kind.event_type for kind in domain_events()}


@pytest.mark.parametrize("kind", list(domain_events()), ids=lambda kind: kind.__name__)
def test_a_domain_event_has_the_fields_of_its_row(kind: type[DomainEvent]) -> None:
    """So that the model can be filled from the event's attributes."""
    definition = definition_of(kind.event_type)
    names = {field.name for field in fields(kind)}
    assert names == set(definition.data.model_fields)
    assert kind.publish is (definition.delivery is Delivery.AT_LEAST_ONCE)


def test_everything_stored_comes_from_the_domain() -> None:
    """And what does not is sent without a store."""
    stored = {name for name, row in CATALOGUE.items() if row.aggregate is not None}
    assert stored == {kind.event_type for kind in domain_events()}


@pytest.mark.parametrize("event_type", CATALOGUE)
def test_names_are_subject_and_participle(event_type: str) -> None:
    """Snake case on both sides of one dot: also a routing key."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*", event_type)


def test_system_events_are_fire_and_forget() -> None:
    """And nothing that tells of business is."""
    for row in CATALOGUE.values():
        if row.pattern is Pattern.SYSTEM:
            assert row.delivery is Delivery.FIRE_AND_FORGET
        if row.pattern is Pattern.ENTITY:
            assert row.delivery is not Delivery.FIRE_AND_FORGET


def test_every_subscription_names_events_that_are_published() -> None:
    """A misspelt name would bind a queue to silence."""
    for consumer, wanted in {**SUBSCRIPTIONS, **INSTANCE_SUBSCRIPTIONS}.items():
        assert "#" in wanted or set(wanted) == set(event_types_for(consumer))


def test_every_published_event_reaches_a_queue() -> None:
    """Publishing is mandatory: an event without a consumer could never be confirmed."""
    for row in CATALOGUE.values():
        if row.delivery is not Delivery.STORED_ONLY:
            assert consumers_of(row.event_type)


def test_every_event_says_what_it_means() -> None:
    """The documents show it."""
    assert all(row.description for row in CATALOGUE.values())


def test_an_unknown_event_has_no_row() -> None:
    """It is told by name."""
    with pytest.raises(UnknownEventType, match=r"order\.vanished"):
        definition_of("order.vanished")
