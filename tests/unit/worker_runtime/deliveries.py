"""Received events for tests of what stands between the broker and the hexagon."""

from datetime import UTC, datetime
from uuid import UUID

from integration_events.catalogue import CATALOGUE
from integration_events.envelope import new_envelope
from message_bus.delivery import ReceivedEvent
from uuid6 import uuid6

ORDER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002")
NOW = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


def received(event_type: str, *, aggregate: str | None = f"order/{ORDER_ID}") -> ReceivedEvent:
    """An event with the example's data, as the bus hands it over."""
    envelope = new_envelope(
        event_type=event_type,
        event_id=uuid6(),
        timestamp=NOW,
        service="api_service",
        request_id="request_1",
        user_id=None,
        data=CATALOGUE[event_type].example,
        schema_version=1,
    )
    return ReceivedEvent(
        envelope=envelope,
        aggregate=aggregate,
        aggregate_version=None if aggregate is None else 3,
        attempt=1,
        redelivered=False,
        traceparent=None,
    )
