"""Tells every process of a kind, such as each api_service, of events: fire and forget."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from aiormq import Channel
from uuid6 import uuid6

from message_bus.ack_ledger import AckLedger
from message_bus.connection import BusConnection, close_quietly
from message_bus.delivery import Delivery
from message_bus.errors import BusError
from message_bus.handling import EventHandler
from message_bus.topology import EVENTS_EXCHANGE
from message_bus.vendor_errors import translating

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage

__all__ = ["InstanceSubscriber"]

_log = logging.getLogger(__name__)
_PAUSE_SECONDS: Final = 0.5


class InstanceSubscriber:
    """Takes events through a queue of this process alone, which goes when the process goes.

    What is published while the link is down is missed, and a handler that fails is not tried
    again; so this is for hints only, such as that a cached product has changed.

    Args:
        connection: connection of the process.
        name: what the queue's name begins with, such as `api_cache`; the rest is random.
        patterns: event types, or topic patterns.
        handler: called for one event after the other.
        when_subscribed: called whenever the queue is new, so first at the start and then after
            every gap in which events may have been missed.
    """

    def __init__(
        self,
        connection: BusConnection,
        *,
        name: str,
        patterns: Sequence[str],
        handler: EventHandler,
        when_subscribed: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._connection = connection
        self._name = name
        self._patterns = tuple(patterns)
        self._handler = handler
        self._when_subscribed = when_subscribed
        self._subscribed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_subscribed(self) -> bool:
        """Whether events reach this process now."""
        return self._subscribed.is_set()

    async def wait_until_subscribed(self) -> None:
        """Return when events reach this process."""
        await self._subscribed.wait()

    def start(self) -> None:
        """Begin to listen, and keep at it through every loss; returns at once."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f"listen {self._name}")

    async def stop(self) -> None:
        """Stop listening; the queue goes with its channel's connection."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                await self._listen_on_one_channel()
            except BusError as error:
                _log.warning("%s will listen again: %s", self._name, error)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _listen_on_one_channel(self) -> None:
        channel = await self._connection.open_channel(confirms=False)
        arrived: asyncio.Queue[DeliveredMessage] = asyncio.Queue()
        handling = asyncio.create_task(self._handle(arrived, AckLedger(channel)))
        try:
            await self._subscribe(channel, arrived)
            if self._when_subscribed is not None:
                await self._when_subscribed()
            self._subscribed.set()
            await asyncio.wait((channel.closing,))
        finally:
            self._subscribed.clear()
            handling.cancel()
            await asyncio.gather(handling, return_exceptions=True)
            await close_quietly(channel)

    async def _subscribe(
        self, channel: Channel, arrived: "asyncio.Queue[DeliveredMessage]"
    ) -> None:
        with translating():
            # First: a failed binding would leave its queue behind for as long as the connection.
            await channel.exchange_declare(EVENTS_EXCHANGE, exchange_type="topic", durable=True)
            # A new name each time: the broker may not know yet that the former queue is orphaned.
            queue = f"{self._name}_{uuid6().hex}"
            declared = await channel.queue_declare(queue, exclusive=True, auto_delete=True)
            for pattern in self._patterns:
                await channel.queue_bind(declared.queue or "", EVENTS_EXCHANGE, pattern)
            await channel.basic_consume(declared.queue or "", arrived.put, no_ack=True)

    async def _handle(self, arrived: "asyncio.Queue[DeliveredMessage]", ledger: AckLedger) -> None:
        while True:
            message = await arrived.get()
            try:
                await self._handler(Delivery(message, ledger).event())
            except Exception:  # noqa: BLE001  the next hint must still be heard
                _log.exception("%s could not handle an event", self._name)
