"""One example of every domain event, made from the examples of the published language."""

from business_hexagon.domain.event import DomainEvent
from integration_events import CATALOGUE
from storage_clients.mapping.event_mapping import event_from_data
from storage_clients.mapping.event_types import EVENTS_BY_TYPE

__all__ = ["EXAMPLE_EVENTS"]

EXAMPLE_EVENTS: tuple[DomainEvent, ...] = tuple(
    event_from_data(event_type, CATALOGUE[event_type].example) for event_type in EVENTS_BY_TYPE
)
