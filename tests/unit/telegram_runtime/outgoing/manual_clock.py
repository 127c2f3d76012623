"""A clock that goes on when everybody sleeps, from one waking to the next."""

import asyncio
import heapq
from itertools import count

from tests.unit.telegram_runtime.delivery.scripted_handling import settle


class ManualClock:
    """Time that costs none.

    Attributes:
        time: Seconds since the beginning.
        slept: How long every sleeper wanted to sleep, in order.
    """

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        """Reads the clock."""
        return self.time

    async def sleep(self, seconds: float) -> None:
        """Waits until the clock is moved so far."""
        self.slept.append(seconds)
        await self.until(self.time + seconds)

    async def until(self, moment: float) -> None:
        """Waits for a moment."""
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (moment, next(self._numbers), waking))
        await waking

    async def run(self, until: float = float("inf")) -> None:
        """Lets all go on that can, and moves the clock to the next waking; until nobody sleeps."""
        await settle()
        while self._sleepers and self._sleepers[0][0] <= until:
            moment, _, waking = heapq.heappop(self._sleepers)
            self.time = max(self.time, moment)
            if not waking.done():
                waking.set_result(None)
            await settle()
