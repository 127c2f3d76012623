"""How the events of a queue are handled: each on its own, or many in one call."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, Protocol

from telemetry.request_context import bind_context, new_context
from telemetry.traces import start_consumer_span

from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown, RejectMessage

__all__ = ["BatchHandler", "EachEvent", "EventHandler", "EventHandling", "InBatches"]

type EventHandler = Callable[[ReceivedEvent], Awaitable[None]]
type BatchHandler = Callable[[Sequence[ReceivedEvent]], Awaitable[None]]

_log = logging.getLogger(__name__)
_BATCH_SIZE: Final = 100


class EventHandling(Protocol):
    """Strategy of a consumer.

    Attributes:
        batch_size: most events that it takes at once.
    """

    @property
    def batch_size(self) -> int:
        """Most events that it takes at once."""
        ...

    async def handle(self, events: Sequence[ReceivedEvent]) -> list[Exception | None]:
        """Handle events; never raises for one of them.

        Returns:
            For each event in order: None when it is done, else why not.
        """
        ...


class EachEvent:
    """One call per event, to the handler that the table names for its type.

    Args:
        handlers: event type → handler; reading it is reading what the consumer does.
    """

    batch_size: Final = 1

    def __init__(self, handlers: Mapping[str, EventHandler]) -> None:
        self._handlers = dict(handlers)

    async def handle(self, events: Sequence[ReceivedEvent]) -> list[Exception | None]:
        """Handle events one after the other, each in the context of its request."""
        return [await self._handle_one(event) for event in events]

    async def _handle_one(self, event: ReceivedEvent) -> Exception | None:
        handler = self._handlers.get(event.event_type)
        if handler is None:
            return RejectMessage(f"no handler for {event.event_type}")
        try:
            with bind_context(event.context()), start_consumer_span(f"handle {event.event_type}"):
                await handler(event)
        except Exception as error:  # noqa: BLE001  the consumer decides what becomes of it
            return error
        return None


class InBatches:
    """One call for many events; when it fails, one call for each of them.

    Args:
        handler: takes 1 to `batch_size` events, those of an aggregate in their order; must leave
            nothing done when it raises (one transaction).
        batch_size: most events of one call. There is no waiting for a batch to fill: what has
            arrived while the last call ran is the next batch.
    """

    def __init__(self, handler: BatchHandler, *, batch_size: int = _BATCH_SIZE) -> None:
        self._handler = handler
        self.batch_size = batch_size

    async def handle(self, events: Sequence[ReceivedEvent]) -> list[Exception | None]:
        """Handle all at once, else each alone so that one bad event fails alone.

        What a handler needs and does not find is missing for each event alike: then none is tried
        alone, or a long outage would be waited for once per event.
        """
        if len(events) > 1:
            try:
                with bind_context(new_context()):
                    await self._handler(events)
            except DependencyDown as error:
                return [error] * len(events)
            except Exception as error:  # noqa: BLE001  found out, and told, one by one below
                _log.info("batch of %d is tried one by one: %s", len(events), type(error).__name__)
            else:
                return [None] * len(events)
        return [await self._handle_one(event) for event in events]

    async def _handle_one(self, event: ReceivedEvent) -> Exception | None:
        try:
            with bind_context(event.context()), start_consumer_span(f"handle {event.event_type}"):
                await self._handler((event,))
        except Exception as error:  # noqa: BLE001  the consumer decides what becomes of it
            return error
        return None
