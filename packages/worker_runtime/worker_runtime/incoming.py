"""From what the broker delivers to what a handler of the hexagon takes."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from business_hexagon.application.errors import (
    GatewayTimeout,
    GatewayUnavailable,
    MailUnavailable,
    NotFound,
    RetryableError,
    StorageUnavailable,
)
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.domain.event import DomainEvent
from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown, RejectMessage, Retryable
from pydantic import TypeAdapter, ValidationError


class EventHandler[EventT: DomainEvent](Protocol):
    """A handler of the hexagon."""

    async def handle(self, event: IncomingEvent[EventT], /) -> None:
        """Reacts to one event."""
        ...


def each[EventT: DomainEvent](
    event_class: type[EventT], handler: EventHandler[EventT]
) -> Callable[[ReceivedEvent], Awaitable[None]]:
    """A message handler that gives the hexagon's handler its typed event.

    What is away (a data service, the gateway, the mail server) does not use up the message's
    attempts; what is refused for good, or cannot be understood, is a dead letter at once.
    """
    adapter = TypeAdapter(event_class)

    async def handle(received: ReceivedEvent) -> None:
        envelope = received.envelope
        try:
            event = adapter.validate_json(envelope.data_bytes())
        except ValidationError as error:
            # Without the input: it may hold personal data.
            details = error.errors(include_url=False, include_input=False, include_context=False)
            raise RejectMessage(f"{envelope.event_type} cannot be understood: {details}") from error
        incoming = IncomingEvent(
            event=event,
            event_id=envelope.event_id,
            aggregate=received.aggregate or "",
            aggregate_version=received.aggregate_version or 0,
            occurred_at=envelope.timestamp,
            request_id=envelope.request_id,
            user_id=envelope.user_id,
        )
        try:
            await handler.handle(incoming)
        except (StorageUnavailable, GatewayTimeout, GatewayUnavailable, MailUnavailable) as error:
            raise DependencyDown(str(error)) from error
        except RetryableError as error:
            raise Retryable(str(error)) from error
        except NotFound as error:
            raise RejectMessage(str(error)) from error

    return handle
