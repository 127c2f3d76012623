"""Does something again and again until it is told to stop; a failure is logged and outlived."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telemetry.logs import get_logger
from telemetry.request_context import bind_context, new_context

_LOG = get_logger("worker_runtime.periodic")


class Periodic:
    """One schedule.

    Args:
        name: Its name in logs.
        seconds: The pause after each round.
        work: One round; returns True when there was so much to do that the next round must not
            wait.
        may_be_cut_off: Whether a round may be cancelled when it is time to stop, because it
            changes nothing; others are finished.
    """

    def __init__(
        self,
        name: str,
        seconds: float,
        work: Callable[[], Awaitable[bool]],
        *,
        may_be_cut_off: bool = False,
    ) -> None:
        self.name = name
        self._seconds = seconds
        self._work = work
        self._may_be_cut_off = may_be_cut_off

    async def run(self, stop: asyncio.Event) -> None:
        """Works until the event is set."""
        while not stop.is_set():
            if not await self._round(stop):
                await self._pause(stop)

    async def run_until_done(self, stop: asyncio.Event) -> None:
        """Works until a round returns True, or the event is set."""
        while not stop.is_set() and not await self._round(stop):
            await self._pause(stop)

    async def _round(self, stop: asyncio.Event) -> bool:
        if not self._may_be_cut_off:
            return await self._outlive()
        working = asyncio.create_task(self._outlive(), name=self.name)
        stopping = asyncio.create_task(stop.wait(), name=f"stop {self.name}")
        try:
            await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
            return working.done() and working.result()
        finally:
            working.cancel()
            stopping.cancel()
            await asyncio.gather(working, stopping, return_exceptions=True)

    async def _outlive(self) -> bool:
        try:
            with bind_context(new_context()):
                return await self._work()
        except Exception as error:  # noqa: BLE001  a schedule outlives whatever fails
            _LOG.warning("schedule_failed", schedule=self.name, error=repr(error))
            return False

    async def _pause(self, stop: asyncio.Event) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), self._seconds)
