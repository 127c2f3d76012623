"""Events as a consumer gets them."""

from uuid import UUID

from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.domain.event import DomainEvent

from tests.fakes.stepping_clock import MORNING

EVENT_ID = UUID(int=77)


def incoming[EventT: DomainEvent](
    event: EventT, event_id: UUID = EVENT_ID
) -> IncomingEvent[EventT]:
    """The event, as the first of its stream."""
    return IncomingEvent(
        event=event,
        event_id=event_id,
        aggregate=f"order/{UUID(int=30)}",
        aggregate_version=1,
        occurred_at=MORNING,
    )
