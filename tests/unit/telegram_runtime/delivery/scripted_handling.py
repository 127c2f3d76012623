"""Handling whose ends a test decides."""

import asyncio
from collections import defaultdict

from aiogram.types import Update
from telegram_runtime.delivery.update_facts import chat_id_of
from telegram_runtime.delivery.update_handling import Outcome


class ScriptedHandling:
    """Implements `HandlesUpdates`: an attempt lasts until the test ends it.

    Attributes:
        waiting: Attempts that go on, in the order in which they began.
        effects: Numbers of the updates whose effect is stored, by chat, in order.
        given_up: Numbers of the updates that were given up.
    """

    def __init__(self) -> None:
        self.waiting: list[tuple[Update, asyncio.Future[Outcome]]] = []
        self.effects: dict[int, list[int]] = defaultdict(list)
        self.given_up: list[int] = []

    @property
    def in_hand(self) -> list[int]:
        """Numbers of the updates that are being handled."""
        return [update.update_id for update, _ in self.waiting]

    async def handle(self, update: Update) -> Outcome:
        """Waits for the test's word."""
        end: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        entry = (update, end)
        self.waiting.append(entry)
        try:
            return await end
        finally:
            if entry in self.waiting:
                self.waiting.remove(entry)

    async def give_up(self, update: Update) -> None:
        """Notes it."""
        self.given_up.append(update.update_id)

    def end(self, update_id: int, outcome: Outcome = Outcome.HANDLED) -> None:
        """Ends the attempt; its effect is stored when it was handled."""
        entry = next(each for each in self.waiting if each[0].update_id == update_id)
        self.waiting.remove(entry)
        update, future = entry
        if outcome is Outcome.HANDLED:
            self.effects[chat_id_of(update)].append(update_id)
        future.set_result(outcome)


async def settle() -> None:
    """Lets all that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)
