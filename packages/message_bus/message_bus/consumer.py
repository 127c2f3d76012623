"""Consumes one queue until told to stop; comes back after every loss."""

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from aiormq import Channel

from message_bus.ack_ledger import AckLedger
from message_bus.bus_metrics import BusMetrics, bus_metrics
from message_bus.confirmed_channel import ConfirmedChannel
from message_bus.connection import BusConnection, close_quietly
from message_bus.delivery import Delivery
from message_bus.errors import ChannelLost
from message_bus.failure_routing import FailureRouting
from message_bus.handling import EventHandling
from message_bus.retry_ladder import DEFAULT_LADDER, RetryLadder
from message_bus.uninterrupted import uninterrupted
from message_bus.vendor_errors import translating
from message_bus.workers import Workers

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage
    from pamqp.commands import Basic

__all__ = ["Consumer"]

_log = logging.getLogger(__name__)
_LONGEST_PAUSE: Final = 5.0
_ANSWER_SECONDS: Final = 10.0


class Consumer:
    """Takes the messages of a queue to their handlers.

    A message is acknowledged when its effect is done, or when a copy of it is confirmed on the
    retry ladder or among the dead letters; so it may be handled twice, never not at all. Messages
    of one aggregate are handled one after the other in this process, others at the same time. A
    message on the ladder does not hold up the later ones of its aggregate.

    Args:
        connection: connection of the process.
        queue: name of the consumer and its queue, declared beforehand.
        handling: `EachEvent({...})` or `InBatches(...)`.
        prefetch: messages that the broker sends ahead.
        concurrency: calls of the handling at once.
        ladder: delays between attempts; its queues are declared beforehand.
        gather_seconds: how long an unfilled batch waits for more, for work that is not urgent and
            much cheaper in larger batches.
        metrics: where to count.
    """

    def __init__(
        self,
        connection: BusConnection,
        *,
        queue: str,
        handling: EventHandling,
        prefetch: int = 64,
        concurrency: int = 16,
        ladder: RetryLadder = DEFAULT_LADDER,
        gather_seconds: float = 0.0,
        metrics: BusMetrics | None = None,
    ) -> None:
        self.queue = queue
        self._connection = connection
        self._prefetch = prefetch
        self._failures = ConfirmedChannel(connection)
        counted = (metrics or bus_metrics()).of_consumer(queue)
        routing = FailureRouting(queue, self._failures, ladder, counted)
        self._workers = Workers(
            handling, routing, counted, concurrency=concurrency, gather_seconds=gather_seconds
        )
        self._consuming = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._drain_seconds = 0.0
        self._finished = True

    @property
    def is_consuming(self) -> bool:
        """Whether the broker delivers to it now."""
        return self._consuming.is_set()

    @property
    def active(self) -> int:
        """How many calls of the handling run now."""
        return self._workers.active

    def start(self) -> None:
        """Begin to consume, and keep at it through every loss; returns at once."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f"consume {self.queue}")

    async def wait_until_consuming(self) -> None:
        """Return when the broker delivers."""
        await self._consuming.wait()

    async def drain(self, within_seconds: float = 20.0) -> bool:
        """Stop: take nothing more, finish and acknowledge what is in work, close.

        Args:
            within_seconds: deadline for work; what is late is cancelled and delivered again.

        Returns:
            Whether all work came to its end.
        """
        self._drain_seconds = within_seconds
        self._stopping.set()
        self._workers.begin_nothing_more()
        task, self._task = self._task, None
        if task is not None:
            if not self.is_consuming:
                task.cancel()  # it may wait long for a broker that is away
            await asyncio.gather(task, return_exceptions=True)
        await self._stop_work()
        await self._failures.close()
        return self._finished

    async def _stop_work(self) -> None:
        if not await self._workers.stop(self._drain_seconds):
            self._finished = False

    async def _run(self) -> None:
        pause = 0.1
        while not self._stopping.is_set():
            error = await self._consume_until_lost()
            if error is None:
                pause = 0.1
            else:
                _log.warning("consumer %s will try again: %r", self.queue, error)
                pause = min(pause * 2, _LONGEST_PAUSE)
            if not self._stopping.is_set():
                await self._pause(pause)

    async def _consume_until_lost(self) -> BaseException | None:
        """Consume one channel in a task of its own; tell why it was lost.

        The driver cancels what waits on a dying channel. Without a task between, that would end
        the consumer for good.
        """
        attempt = asyncio.create_task(self._consume_one_channel(), name=f"channel of {self.queue}")
        try:
            await asyncio.wait((attempt,))
        except asyncio.CancelledError:
            attempt.cancel()
            await asyncio.gather(attempt, return_exceptions=True)
            raise
        if attempt.cancelled():
            return ChannelLost("the driver gave it up")
        return attempt.exception()

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _consume_one_channel(self) -> None:
        channel = await self._connection.open_channel(confirms=False)
        ledger = AckLedger(channel)
        acks = asyncio.create_task(ledger.run(), name=f"acknowledge {self.queue}")
        try:
            tag = await self._subscribe(channel, ledger)
            await self._until_stopped_or_closed(channel)
            if self._stopping.is_set() and ledger.is_usable:
                with translating():
                    await uninterrupted(channel.basic_cancel(tag), within_seconds=_ANSWER_SECONDS)
                await self._stop_work()
        finally:
            self._consuming.clear()
            self._workers.forget_waiting()
            ledger.end()
            await asyncio.wait((acks,), timeout=_ANSWER_SECONDS)
            acks.cancel()
            await close_quietly(channel)

    async def _subscribe(self, channel: Channel, ledger: AckLedger) -> str:
        async def deliver(message: "DeliveredMessage") -> None:
            delivery = Delivery(message, ledger)
            ledger.delivered(delivery.tag)
            self._workers.put(delivery)

        with translating():
            await uninterrupted(
                channel.basic_qos(prefetch_count=self._prefetch), within_seconds=_ANSWER_SECONDS
            )
            consumed = await uninterrupted(
                channel.basic_consume(self.queue, deliver), within_seconds=_ANSWER_SECONDS
            )
        _log.info("consuming %s", self.queue)
        self._consuming.set()
        return consumed.consumer_tag or ""

    async def _until_stopped_or_closed(self, channel: Channel) -> None:
        cancelled = asyncio.Event()

        def when_cancelled(_: "Basic.Cancel") -> None:
            cancelled.set()  # the queue was deleted, or its leader moved

        channel.on_consumer_cancel_callbacks.add(when_cancelled)
        waits = [
            asyncio.ensure_future(self._stopping.wait()),
            asyncio.ensure_future(cancelled.wait()),
        ]
        closing = channel.closing
        try:
            await asyncio.wait((*waits, closing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            closing.cancel()
