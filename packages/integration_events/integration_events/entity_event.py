"""Rows of the catalogue that stand beside the data that they describe."""

from integration_events.event_data import EventData
from integration_events.event_definition import Delivery, EventDefinition, Pattern

__all__ = ["entity_event"]


def entity_event(event_type: str, data: type[EventData]) -> EventDefinition:
    """Return the row of what happens to an entity that people change through the API.

    It is stored in the stream of its entity, and published until it is confirmed.

    Args:
        event_type: `<entity>.<past_participle>`.
        data: Model of its data.
    """
    return EventDefinition(
        event_type=event_type,
        data=data,
        aggregate=event_type.partition(".")[0],
        pattern=Pattern.ENTITY,
        delivery=Delivery.AT_LEAST_ONCE,
        origins=("api_service",),
    )
