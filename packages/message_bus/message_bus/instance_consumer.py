"""Lets every process hear an event: a queue of its own that lives as long as its connection."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from aiormq import Channel
from integration_events.errors import EnvelopeError
from telemetry.request_context import bind_context

from message_bus.ack_ledger import AckLedger
from message_bus.connection import BusConnection, close_quietly
from message_bus.delivery import Delivery, ReceivedEvent
from message_bus.errors import BusError
from message_bus.topology import EVENTS_EXCHANGE
from message_bus.vendor_errors import translating

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage
    from pamqp.commands import Basic

__all__ = ["InstanceConsumer"]

_log = logging.getLogger(__name__)
_LONGEST_PAUSE: Final = 5.0


class InstanceConsumer:
    """Hands the events of an exclusive, auto-deleted queue to one handler, at most once.

    For what each process must hear and can afford to miss, such as that a cached value is stale:
    nothing is stored while it is away, nothing is retried, and a failure is logged and forgotten.

    Args:
        connection: connection of the process.
        patterns: routing keys to hear.
        handle: what to do with an event.
        exchange: the topic exchange of the events.
    """

    def __init__(
        self,
        connection: BusConnection,
        *,
        patterns: Sequence[str],
        handle: Callable[[ReceivedEvent], Awaitable[None]],
        exchange: str = EVENTS_EXCHANGE,
    ) -> None:
        self._connection = connection
        self._patterns = tuple(patterns)
        self._handle = handle
        self._exchange = exchange
        self._consuming = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_consuming(self) -> bool:
        """Whether the broker delivers to it now."""
        return self._consuming.is_set()

    def start(self) -> None:
        """Begin to listen, and keep at it through every loss; returns at once."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f"hear {' '.join(self._patterns)}")

    async def wait_until_consuming(self) -> None:
        """Return when the broker delivers."""
        await self._consuming.wait()

    async def stop(self) -> None:
        """Stop listening; the queue goes with its channel. Safe to repeat."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        pause = 0.1
        while True:
            try:
                await self._listen()
                pause = 0.1
            except BusError as error:
                _log.warning("will listen again for %s: %s", self._patterns, error)
                pause = min(pause * 2, _LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        channel = await self._connection.open_channel(confirms=False)
        try:
            gone = await self._subscribe(channel)
            await asyncio.wait((channel.closing, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._consuming.clear()
            await close_quietly(channel)

    async def _subscribe(self, channel: Channel) -> asyncio.Future[None]:
        """Declare, bind and consume; the future is done when the broker takes the queue away."""
        ledger = AckLedger(channel)
        gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def when_cancelled(_: "Basic.Cancel") -> None:
            if not gone.done():
                gone.set_result(None)

        async def deliver(message: "DeliveredMessage") -> None:
            await self._hear(Delivery(message, ledger))

        channel.on_consumer_cancel_callbacks.add(when_cancelled)
        with translating():
            await channel.exchange_declare(self._exchange, exchange_type="topic", durable=True)
            declared = await channel.queue_declare(exclusive=True, auto_delete=True)
            queue = declared.queue or ""
            for pattern in self._patterns:
                await channel.queue_bind(queue, self._exchange, pattern)
            await channel.basic_consume(queue, deliver, no_ack=True)
        self._consuming.set()
        return gone

    async def _hear(self, delivery: Delivery) -> None:
        try:
            received = delivery.event()
            with bind_context(received.context()):
                await self._handle(received)
        except EnvelopeError as error:
            _log.warning("heard something malformed: %s", error)
        except Exception:  # noqa: BLE001  no failure may end the listening
            _log.exception("could not handle an event that was heard")
