"""For every order of completion, failure and restart: nothing lost, nothing early, chats in order.

The real polling and its real lanes; Telegram and the handlers are the test's.
"""

import asyncio
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_runtime.delivery.polling import Polling
from telegram_runtime.delivery.retry_policy import RetryPolicy
from telegram_runtime.delivery.update_handling import Outcome

from tests.unit.telegram_runtime.delivery.scripted_handling import ScriptedHandling, settle
from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot, says

_AT_ONCE = RetryPolicy(first_seconds=0.0, longest_seconds=0.0)
_LOOK_SECONDS = 0.0005
_MOST_STEPS = 2_000
_FIRST = 100

STEPS = st.lists(st.tuples(st.sampled_from(["end", "fail", "stop", "crash"]), st.integers(0, 9)))


class Scene:
    """Lives of one bot, one after the other, against one Telegram.

    Args:
        chats: The chat of each update.
    """

    def __init__(self, chats: Sequence[int]) -> None:
        self.chats = dict(enumerate(chats, start=_FIRST))
        self.effects: dict[int, list[int]] = {}
        self.left = list(self.chats)

    async def life(self, steps: list[tuple[str, int]]) -> None:
        """One process, until a step ends it or all is done; steps are used up."""
        telegram = TelegramStandIn(
            *(says("hello", number, chat_id=self.chats[number]) for number in self.left)
        )
        handling = ScriptedHandling()
        polling = Polling(
            a_bot(telegram), handling, ["message"], policy=_AT_ONCE, look_seconds=_LOOK_SECONDS
        )
        stop = asyncio.Event()
        running = asyncio.create_task(polling.run(stop))
        for _ in range(_MOST_STEPS):
            await settle()
            self.check(handling, telegram)
            if telegram.idle.is_set():
                break
            if not handling.waiting:
                await asyncio.sleep(_LOOK_SECONDS)
                continue
            word, which = steps.pop(0) if steps else ("end", 0)
            if word == "crash":
                self.take(handling, telegram)
                running.cancel()
                return
            if word == "stop":
                stop.set()
                await settle()
            number = handling.in_hand[which % len(handling.in_hand)]
            handling.end(number, Outcome.TRY_AGAIN if word == "fail" else Outcome.HANDLED)
            if stop.is_set():
                break
        stop.set()
        await settle()
        while handling.waiting:
            handling.end(handling.in_hand[0])
            await settle()
        await running
        self.check(handling, telegram)
        self.take(handling, telegram)

    def check(self, handling: ScriptedHandling, telegram: TelegramStandIn) -> None:
        """Nothing is confirmed before its effect is stored."""
        confirmed = set(self.left) - set(telegram.unconfirmed)
        assert confirmed <= {each for chat in handling.effects.values() for each in chat}

    def take(self, handling: ScriptedHandling, telegram: TelegramStandIn) -> None:
        """Keeps what outlives the process."""
        for chat, numbers in handling.effects.items():
            self.effects.setdefault(chat, []).extend(numbers)
        self.left = telegram.unconfirmed


@settings(deadline=None, max_examples=60)
@given(chats=st.lists(st.integers(1, 3), min_size=1, max_size=7), steps=STEPS)
def test_nothing_is_lost_nothing_early_and_chats_are_in_order(
    chats: list[int], steps: list[tuple[str, int]]
) -> None:
    """Each update has its effect; the first effects of a chat come in the order of its updates."""
    scene, remaining = Scene(chats), list(steps)
    while scene.left:
        asyncio.run(scene.life(remaining))
    for chat in set(chats):
        numbers = [number for number, of in scene.chats.items() if of == chat]
        assert list(dict.fromkeys(scene.effects[chat])) == numbers
