"""An event as a consumer receives it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEvent[EventT: DomainEvent]:
    """A domain event with what travelled beside it; it may come twice, late or out of order.

    Attributes:
        event: what happened.
        event_id: identity of the event, the inbox key.
        aggregate: stream that holds it, `<kind>/<id>`.
        aggregate_version: its version in that stream.
        occurred_at: when it was recorded.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
    """

    event: EventT
    event_id: UUID
    aggregate: str
    aggregate_version: int
    occurred_at: datetime
    request_id: str = ""
    user_id: UUID | None = None

    def inbox(self, consumer: str) -> Idempotency:
        """The claim that this consumer applies this event once."""
        return Idempotency(scope=consumer, key=str(self.event_id), request_hash=self.event_id.hex)
