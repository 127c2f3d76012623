"""A message as it came, and what its headers say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from integration_events.envelope import Envelope, parse_envelope
from integration_events.event_data import EventData
from telemetry.propagation import is_valid_traceparent
from telemetry.request_context import RequestContext

from message_bus import header_names
from message_bus.ack_ledger import AckLedger

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage
    from pamqp.commands import Basic
    from pamqp.common import FieldTable, FieldValue

__all__ = ["Delivery", "ReceivedEvent"]


@dataclass(frozen=True, slots=True)
class ReceivedEvent:
    """An event as a handler gets it; it may come twice, late or out of order.

    Attributes:
        envelope: what happened, validated.
        aggregate: stream of the event, None for system events.
        aggregate_version: version in that stream, None for system events.
        attempt: which attempt this is; the first is 1.
        redelivered: whether the broker has delivered it before (its consumer died).
        traceparent: W3C trace context of who published it.
    """

    envelope: Envelope[EventData]
    aggregate: str | None
    aggregate_version: int | None
    attempt: int
    redelivered: bool
    traceparent: str | None

    @property
    def event_id(self) -> UUID:
        """Identity of the event: the key under which a consumer remembers it."""
        return self.envelope.event_id

    @property
    def event_type(self) -> str:
        """Such as `order.created`."""
        return self.envelope.event_type

    def context(self) -> RequestContext:
        """Return the request context in which it happened."""
        user_id = self.envelope.user_id
        return RequestContext(
            self.envelope.request_id,
            None if user_id is None else str(user_id),
            self.traceparent,
        )


class Delivery:
    """One delivered message and the ledger in which it is acknowledged."""

    __slots__ = ("body", "headers", "ledger", "properties", "redelivered", "tag")

    def __init__(self, message: "DeliveredMessage", ledger: AckLedger) -> None:
        self.body: bytes = message.body
        self.properties: Basic.Properties = message.header.properties
        self.headers: FieldTable = self.properties.headers or {}
        self.tag: int = message.delivery_tag or 0
        self.redelivered: bool = message.redelivered or False
        self.ledger = ledger

    @property
    def lane(self) -> str:
        """What must be handled in order: the aggregate, else the message alone."""
        aggregate = self.headers.get(header_names.AGGREGATE)
        return aggregate if isinstance(aggregate, str) else f"tag {self.tag} {id(self.ledger)}"

    @property
    def attempt(self) -> int:
        """Which attempt this is; the first is 1."""
        return _positive(self.headers.get(header_names.ATTEMPT)) or 1

    def event(self) -> ReceivedEvent:
        """Validate the message.

        Raises:
            EnvelopeError: it is malformed, or its type or version is unknown.
        """
        headers = self.headers
        envelope = parse_envelope(
            self.body,
            event_type=self.properties.message_type or None,
            schema_version=_positive(headers.get(header_names.SCHEMA_VERSION)),
        )
        aggregate = headers.get(header_names.AGGREGATE)
        trace = headers.get(header_names.TRACEPARENT)
        return ReceivedEvent(
            envelope,
            aggregate if isinstance(aggregate, str) else None,
            _positive(headers.get(header_names.AGGREGATE_VERSION)),
            self.attempt,
            self.redelivered,
            trace if isinstance(trace, str) and is_valid_traceparent(trace) else None,
        )


def _positive(value: "FieldValue | None") -> int | None:
    # Foreign headers may hold anything; True is an int to Python.
    return value if isinstance(value, int) and value is not True and value > 0 else None
