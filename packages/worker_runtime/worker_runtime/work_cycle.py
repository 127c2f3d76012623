"""From the first declaration to the last acknowledgement: the worker's work."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from business_hexagon.application.ports.system_events import SystemEvents
from message_bus.consumer import Consumer
from service_runtime.service_info import ServiceInfo
from telemetry.logs import get_logger

from worker_runtime.periodic import Periodic

_LOG = get_logger("worker_runtime.work_cycle")
_DECLARE_AGAIN_SECONDS = 1.0


class Loop(Protocol):
    """Something that runs until it is told to stop, and finishes what it has in hand."""

    async def run(self, stop: asyncio.Event) -> None:
        """Runs."""
        ...


class WorkCycle:
    """Declares the topology, works until told to stop, drains.

    Args:
        info: Which process this is.
        declare: Declares queues, exchanges and bindings; repeated until the broker is there.
        consumers: What reacts to messages.
        loops: The relay and the schedules.
        events: Where start and stop are told.
        drain_seconds: How long work in hand may take to end; what is late is cancelled and done
            again by whoever comes next.
    """

    def __init__(
        self,
        *,
        info: ServiceInfo,
        declare: Callable[[], Awaitable[None]],
        consumers: Sequence[Consumer],
        loops: Sequence[Loop],
        events: SystemEvents,
        drain_seconds: float,
    ) -> None:
        self._info = info
        self._declare = declare
        self._consumers = consumers
        self._loops = loops
        self._events = events
        self._drain_seconds = drain_seconds

    async def run(self, stop: asyncio.Event) -> None:
        """Works until the event is set.

        Raises:
            Exception: A loop broke, which none should; the rest was drained.
        """
        declaring = Periodic(
            "declare_topology", _DECLARE_AGAIN_SECONDS, self._declared, may_be_cut_off=True
        )
        await declaring.run_until_done(stop)
        if stop.is_set():
            return
        for consumer in self._consumers:
            consumer.start()
        loops = [asyncio.create_task(loop.run(stop)) for loop in self._loops]
        await self._tell("service.started")
        stopping = asyncio.create_task(stop.wait(), name="told to stop")
        await asyncio.wait((stopping, *loops), return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await stopping
        drained = await asyncio.gather(
            *(consumer.drain(self._drain_seconds) for consumer in self._consumers),
            self._end(loops),
        )
        if not all(drained):
            _LOG.warning("work_cancelled", drain_seconds=self._drain_seconds)
        await self._tell("service.stopped")
        for loop in loops:
            if not loop.cancelled():
                loop.result()

    async def _declared(self) -> bool:
        await self._declare()
        return True

    async def _end(self, loops: Sequence[asyncio.Task[None]]) -> bool:
        _, late = await asyncio.wait(loops, timeout=self._drain_seconds)
        for loop in late:
            loop.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    async def _tell(self, event_type: str) -> None:
        await self._events.publish(
            event_type,
            {"service": self._info.name, "version": self._info.version, "pid": os.getpid()},
        )
