"""Gives updates at a steady pace."""

import asyncio
import time
from typing import Final

_MOST_BEHIND_SECONDS: Final = 0.5


class Pacer:
    """Lets through so many a second, in the order of asking.

    Attributes:
        is_open: Whether anything is let through at all.
        missed_seconds: How much of the schedule was given up because nobody was ready to go.

    Args:
        per_second: How many.
    """

    def __init__(self, per_second: float) -> None:
        self.is_open = True
        self.missed_seconds = 0.0
        self._interval = 1 / per_second
        self._next_at = time.monotonic()
        self._queue = asyncio.Lock()

    async def turn(self) -> None:
        """Returns when the next update is due."""
        async with self._queue:
            now = time.monotonic()
            if now - self._next_at > _MOST_BEHIND_SECONDS:
                self.missed_seconds += now - self._next_at
                self._next_at = now
            wait = self._next_at - now
            self._next_at += self._interval
            if wait > 0:
                await asyncio.sleep(wait)
            if not self.is_open:
                await asyncio.Event().wait()
