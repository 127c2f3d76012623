"""From the broker's event to the hexagon's, and from its errors to what becomes of a message."""

from uuid import uuid4

import pytest
from business_hexagon.application.errors import (
    ApplicationError,
    GatewayTimeout,
    GatewayUnavailable,
    IdempotencyConflict,
    MailUnavailable,
    NotFound,
    RefundDeclined,
    StorageUnavailable,
    TooEarly,
    TooManyConflicts,
)
from business_hexagon.application.ports.incoming_event import IncomingEvent  # noqa: TC002  see mypy
from business_hexagon.domain.ordering.events import OrderCancelled, OrderCreated
from message_bus.errors import DependencyDown, HandlerSignal, RejectMessage, Retryable
from worker_runtime.incoming import each

from tests.unit.worker_runtime.deliveries import NOW, ORDER_ID, received


class Handler[EventT]:
    """Remembers what it was given, then fails as told."""

    def __init__(self, error: Exception | None = None) -> None:
        self.seen: list[EventT] = []
        self._error = error

    async def handle(self, event: EventT, /) -> None:
        """Remember, and fail."""
        self.seen.append(event)
        if self._error is not None:
            raise self._error


async def test_gives_the_handler_its_typed_event_with_its_origin() -> None:
    """Data, identity, stream and request arrive."""
    handler: Handler[IncomingEvent[OrderCreated]] = Handler()
    event = received("order.created")
    await each(OrderCreated, handler)(event)
    (incoming,) = handler.seen
    assert isinstance(incoming.event, OrderCreated)
    assert incoming.event_id == event.event_id
    assert (incoming.aggregate, incoming.aggregate_version) == (f"order/{ORDER_ID}", 3)
    assert (incoming.occurred_at, incoming.request_id, incoming.user_id) == (NOW, "request_1", None)


@pytest.mark.parametrize(
    ("error", "signal"),
    [
        (StorageUnavailable("db_postgres_service", "away"), DependencyDown),
        (GatewayTimeout("charge"), DependencyDown),
        (GatewayUnavailable("charge", "away"), DependencyDown),
        (MailUnavailable("away"), DependencyDown),
        (TooEarly("saga/1", "stock.reserved"), Retryable),
        (TooManyConflicts("saga/1"), Retryable),
        (NotFound("order", "1"), RejectMessage),
    ],
)
async def test_says_what_is_to_become_of_the_message(
    error: ApplicationError, signal: type[HandlerSignal]
) -> None:
    """What is away uses up no attempt, what does not exist is a dead letter at once."""
    handler: Handler[IncomingEvent[OrderCancelled]] = Handler(error)
    with pytest.raises(HandlerSignal) as raised:
        await each(OrderCancelled, handler)(received("order.cancelled"))
    assert type(raised.value) is signal


@pytest.mark.parametrize(
    "error", [IdempotencyConflict("key"), RefundDeclined(uuid4(), "no"), ValueError("a bug")]
)
async def test_lets_other_failures_climb_the_ladder(error: Exception) -> None:
    """Whatever it does not know, the consumer tries again and then gives up."""
    handler: Handler[IncomingEvent[OrderCancelled]] = Handler(error)
    with pytest.raises(type(error)):
        await each(OrderCancelled, handler)(received("order.cancelled"))


async def test_rejects_data_of_another_shape_without_repeating_it() -> None:
    """An event wired to the wrong handler is a dead letter that holds no personal data."""
    handler: Handler[IncomingEvent[OrderCreated]] = Handler()
    with pytest.raises(RejectMessage) as raised:
        await each(OrderCreated, handler)(received("user.created"))
    assert handler.seen == []
    assert "@" not in str(raised.value)
