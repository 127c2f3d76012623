"""Does something again and again until it is told to stop; a failure is logged and outlived."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telemetry.logs import get_logger
from telemetry.request_context import bind_context, new_context

_LOG = get_logger("worker_service.periodic")


class Periodic:
    """One schedule.

    Args:
        name: Its name in logs.
        seconds: The pause after each round.
        work: One round; returns True when there was so much to do that the next round must not
            wait.
    """

    def __init__(self, name: str, seconds: float, work: Callable[[], Awaitable[bool]]) -> None:
        self.name = name
        self._seconds = seconds
        self._work = work

    async def run(self, stop: asyncio.Event) -> None:
        """Works until the event is set; the round in hand is finished."""
        while not stop.is_set():
            if not await self._round():
                await self._pause(stop)

    async def run_until_done(self, stop: asyncio.Event) -> None:
        """Works until a round returns True, or the event is set."""
        while not stop.is_set() and not await self._round():
            await self._pause(stop)

    async def _round(self) -> bool:
        try:
            with bind_context(new_context()):
                return await self._work()
        except Exception as error:  # noqa: BLE001  a schedule outlives whatever fails
            _LOG.warning("schedule_failed", schedule=self.name, error=repr(error))
            return False

    async def _pause(self, stop: asyncio.Event) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), self._seconds)
