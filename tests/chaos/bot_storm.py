"""Kills the bot while people shop."""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Final

from tests.fixtures.eventually import eventually
from tests.fixtures.telegram_feed import TelegramFeed
from tests.fixtures.telegram_shopper import TelegramShopper
from tests.fixtures.watched_platform import WatchedPlatform

BOT: Final = "bot_service"
_RECOVERY_SECONDS: Final = 240.0
_MOST_ACTS: Final = 25
_LONGEST_MOMENT_SECONDS: Final = 0.12
_AT_THE_START: Final = 0.1
_LONGEST_START_SECONDS: Final = 0.8
_DURING_EVENTS: Final = 0.4


class BotStorm:
    """Strikes at moments drawn from a seed.

    A moment is so many acts of the bot after its start, then the next update (or event of an order)
    that is in hand, then a fraction of a second; some strikes come before the bot is up.

    Args:
        watched: Whose bot dies.
        feed: Tells what the bot does.
        shoppers: Who keeps it busy.
        dice: Draws the moments.
    """

    def __init__(
        self,
        watched: WatchedPlatform,
        feed: TelegramFeed,
        shoppers: Sequence[TelegramShopper],
        dice: random.Random,
    ) -> None:
        self.killed: list[int] = []
        self._watched = watched
        self._feed = feed
        self._shoppers = shoppers
        self._dice = dice
        self._began_at = time.monotonic()

    async def strike(self) -> None:
        """Wait for the bot and for the next moment, and kill it."""
        dice = self._dice
        old = self.killed[-1] if self.killed else None
        await self._pid_other_than(old)
        if dice.random() < _AT_THE_START:
            why = "while it starts"
            await asyncio.sleep(dice.uniform(0, _LONGEST_START_SECONDS))
        else:
            events = dice.random() < _DURING_EVENTS
            why = "while an order moves" if events else "while somebody waits"
            async with asyncio.timeout(_RECOVERY_SECONDS):
                await self._moment(dice.randint(1, _MOST_ACTS), events=events)
            await asyncio.sleep(dice.uniform(0, _LONGEST_MOMENT_SECONDS))
        self.killed.append(self._watched.platform.kill(BOT))
        elapsed = time.monotonic() - self._began_at
        text = f"  {elapsed:6.1f} s  kill {len(self.killed)}, {why}"
        print(text, flush=True)  # noqa: T201  shown when the test fails

    async def _pid_other_than(self, old: int | None) -> int:
        async def look() -> int | None:
            pid = self._watched.state.process(BOT).pid
            return None if pid == old else pid

        return await eventually(look, "the bot's next start", _RECOVERY_SECONDS)

    async def _moment(self, acts: int, *, events: bool) -> None:
        for _ in range(acts):
            await self._feed.next_act()
        while not self._is_busy(events=events):
            await self._feed.next_act()

    def _is_busy(self, *, events: bool) -> bool:
        return any(each.hopes if events else each.waits for each in self._shoppers)


async def shop_through(
    storm: BotStorm, shoppers: Sequence[TelegramShopper], kills: int, journeys: int
) -> None:
    """Let everybody shop until the bot was killed so often, and finish what was begun.

    Args:
        storm: Kills.
        shoppers: Shop.
        kills: How often.
        journeys: The fewest of each shopper.

    Raises:
        ExceptionGroup: Somebody waited in vain.
    """
    is_over = asyncio.Event()

    async def shop(shopper: TelegramShopper) -> None:
        done = 0
        while done < journeys or not is_over.is_set():
            await shopper.journey()
            done += 1
        await shopper.says_goodbye()

    async def rage() -> None:
        for _ in range(kills):
            await storm.strike()
        is_over.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(rage())
        for each in shoppers:
            group.create_task(shop(each))
