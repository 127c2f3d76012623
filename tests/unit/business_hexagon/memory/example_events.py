"""Domain events with the data that the documents show."""

import json

from business_hexagon.domain.event import DomainEvent
from integration_events.catalogue import CATALOGUE
from pydantic import TypeAdapter


def example_event[EventT: DomainEvent](kind: type[EventT]) -> EventT:
    """The event with its example's data, read as a consumer reads it."""
    example = CATALOGUE[kind.event_type].example
    return TypeAdapter(kind).validate_json(json.dumps(example))
