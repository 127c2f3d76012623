"""Works on the messages that wait, so many at a time, and settles each of them."""

import asyncio
import logging
import time
from typing import Final

from message_bus.bus_metrics import ConsumerMetrics
from message_bus.delivery import Delivery, ReceivedEvent
from message_bus.errors import BusError, Retryable
from message_bus.failure_routing import FailureRouting
from message_bus.handling import EventHandling
from message_bus.lanes import Lanes
from message_bus.vendor_errors import cancelled_by_vendor

__all__ = ["Workers"]

_log = logging.getLogger(__name__)
_PAUSE_BEFORE_RETURN: Final = 1.0


class Workers:
    """At most `concurrency` tasks that take from the lanes; none while there is nothing to do.

    Args:
        handling: what to do with events.
        routing: what to do with failures.
        metrics: where to count.
        concurrency: calls of the handling at once.
        gather_seconds: how long an unfilled batch waits for more.
    """

    def __init__(
        self,
        handling: EventHandling,
        routing: FailureRouting,
        metrics: ConsumerMetrics,
        *,
        concurrency: int,
        gather_seconds: float = 0.0,
    ) -> None:
        self._handling = handling
        self._routing = routing
        self._metrics = metrics
        self._concurrency = concurrency
        self._gather_seconds = gather_seconds
        self._lanes: Lanes[Delivery] = Lanes()
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = 0
        self._stopping = False

    @property
    def active(self) -> int:
        """How many workers are at work."""
        return self._busy

    def put(self, delivery: Delivery) -> None:
        """Add a message; a worker is started if there may be one more."""
        if self._stopping:
            return  # unacknowledged, so the broker gives it to somebody else
        self._lanes.put(delivery.lane, delivery)
        self._spawn()

    def _spawn(self) -> None:
        # Counted by hand: a task that has looked for the last time stays in the set for a moment,
        # and a message that comes in that moment must not rely on it.
        if self._busy < self._concurrency and self._lanes.has_ready and not self._stopping:
            self._busy += 1
            task = asyncio.create_task(self._work())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def forget_waiting(self) -> None:
        """Drop what has not begun: its channel is gone, the broker delivers it again."""
        self._lanes.clear()

    async def _work(self) -> None:
        try:
            await self._work_while_ready()
        finally:
            self._busy -= 1
            self._spawn()

    async def _work_while_ready(self) -> None:
        while self._lanes.has_ready and not self._stopping:
            if self._gather_seconds and len(self._lanes) < self._handling.batch_size:
                await asyncio.sleep(self._gather_seconds)
            deliveries, lanes = self._lanes.take(self._handling.batch_size)
            if self._lanes.has_ready:
                self._spawn()
            try:
                await self._handle(deliveries)
            finally:
                self._lanes.release(lanes)

    async def _handle(self, deliveries: list[Delivery]) -> None:
        good: list[Delivery] = []
        events: list[ReceivedEvent] = []
        for delivery in deliveries:
            try:
                event = delivery.event()
            except Exception as error:  # noqa: BLE001  the routing knows what to do with each kind
                await self._fail(delivery, error)
            else:
                good.append(delivery)
                events.append(event)
        if events:
            for delivery, outcome in zip(good, await self._outcomes(events), strict=True):
                if outcome is None:
                    delivery.ledger.done(delivery.tag)
                    self._metrics.handled.inc()
                else:
                    await self._fail(delivery, outcome)

    async def _outcomes(self, events: list[ReceivedEvent]) -> list[Exception | None]:
        metrics = self._metrics
        metrics.in_flight.inc(len(events))
        began = time.perf_counter()
        try:
            return await self._handling.handle(events)
        except asyncio.CancelledError:
            if not cancelled_by_vendor():
                raise  # the drain's deadline: unacknowledged, so delivered again
            # A library cancelled what the handler awaited; the message must not be left hanging.
            return [Retryable("cancelled from within")] * len(events)
        except Exception as error:  # noqa: BLE001  a bug in the handling is a failure like others
            return [error] * len(events)
        finally:
            metrics.in_flight.dec(len(events))
            metrics.processing.observe(time.perf_counter() - began)

    async def _fail(self, delivery: Delivery, error: Exception) -> None:
        if not delivery.ledger.is_usable:
            return  # the original is back in its queue; a copy would be one too many
        try:
            await self._routing.route(delivery, error)
        except BusError as trouble:
            _log.warning("failed message goes back to its queue: %s", trouble)
            # Not at once: the broker would deliver it again at once, up to the delivery limit.
            await asyncio.sleep(_PAUSE_BEFORE_RETURN)
            await delivery.ledger.give_back(delivery.tag)
        else:
            delivery.ledger.done(delivery.tag)

    def begin_nothing_more(self) -> None:
        """From now on only finish what is in work."""
        self._stopping = True
        self._lanes.clear()

    async def stop(self, within_seconds: float) -> bool:
        """Begin nothing more and wait for what is in work.

        Returns:
            Whether everything in work came to its end; what did not is cancelled.
        """
        self.begin_nothing_more()
        if not self._tasks:
            return True
        _, late = await asyncio.wait(tuple(self._tasks), timeout=within_seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late
