"""Calls against a Telegram that refuses some chats for a time."""

import asyncio
import math
from collections import defaultdict

from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import SendMessage
from telegram_runtime.outgoing.flood_pauses import FloodPauses, Place

from tests.unit.telegram_runtime.outgoing.manual_clock import ManualClock

METHOD = SendMessage(chat_id=1, text="")
TRIP = 0.05


class Scene:
    """Calls against a Telegram that refuses some chats for a time.

    Args:
        floods: Place (0 for all of them), beginning and length of each time.

    Attributes:
        made: When each call was taken, by place, as (number, begun).
        told: When each place was told to wait, and until when.
        asked: When calls reached Telegram, by place.
        came: When each call wanted to be made.
    """

    def __init__(self, *floods: tuple[Place, float, int]) -> None:
        self.floods = floods
        self.clock = ManualClock()
        self.pauses = FloodPauses(self.clock.now, self.clock.sleep)
        self.made: dict[Place, list[tuple[int, float]]] = defaultdict(list)
        self.told: list[tuple[Place, float, float]] = []
        self.asked: list[tuple[Place, float]] = []
        self.came: dict[int, float] = {}
        self.tasks: list[asyncio.Task[None]] = []
        self._count = 0

    def calls(self, place: Place) -> asyncio.Task[None]:
        """Somebody calls; numbers go up."""
        self._count += 1
        self.came[self._count] = self.clock.time
        task = asyncio.create_task(self._call(place, self._count))
        self.tasks.append(task)
        return task

    async def _call(self, place: Place, number: int) -> None:
        await self.pauses.through(place, lambda: self._telegram(place, number))

    async def _telegram(self, place: Place, number: int) -> None:
        begun = self.clock.time
        self.asked.append((place, begun))
        await self.clock.until(begun + TRIP)
        for flooded, beginning, seconds in self.floods:
            left = beginning + seconds - self.clock.time
            if flooded in (place, 0) and begun >= beginning and left > 0:
                wait = math.ceil(left)
                self.told.append((place, self.clock.time, self.clock.time + wait))
                raise TelegramRetryAfter(METHOD, "slowly", wait)
        self.made[place].append((number, begun))

    def numbers(self, place: Place) -> list[int]:
        """What was taken, in order."""
        return [number for number, _ in self.made[place]]
