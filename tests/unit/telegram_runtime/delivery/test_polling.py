"""Polling fetches while others are handled, survives Telegram's losses and stops in order."""

import asyncio
from typing import cast

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, GetUpdates
from aiogram.types import Message, Update
from telegram_runtime.delivery.fetching import GetUnreadUpdates
from telegram_runtime.delivery.polling import Polling
from telegram_runtime.delivery.retry_policy import RetryPolicy
from telegram_runtime.delivery.update_handling import Outcome
from telegram_runtime.telegram_session import TelegramSession

from tests.unit.telegram_runtime.delivery.scripted_handling import ScriptedHandling, settle
from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot, says

DEADLINE = 30.0
SOON = RetryPolicy(first_seconds=0.001)
NOT_SOON = RetryPolicy(first_seconds=3600, longest_seconds=3600)


class Scene:
    """A bot that polls.

    Args:
        telegram: What it polls.
        pauses: After requests that failed.
    """

    def __init__(self, telegram: TelegramStandIn, pauses: RetryPolicy = SOON) -> None:
        self.telegram = telegram
        self.handling = ScriptedHandling()
        self.polling = Polling(
            a_bot(telegram),
            self.handling,
            ["message"],
            failure_pauses=pauses,
            policy=SOON,
            look_seconds=0.001,
        )
        self.stop = asyncio.Event()
        self.running = asyncio.create_task(self.polling.run(self.stop))

    async def until_in_hand(self, *numbers: int) -> None:
        """Waits until exactly these are being handled."""
        async with asyncio.timeout(DEADLINE):
            while sorted(self.handling.in_hand) != sorted(numbers):  # noqa: ASYNC110  there is no event for it
                await asyncio.sleep(0.001)

    async def until_idle(self) -> None:
        """Waits until Telegram has nothing more."""
        async with asyncio.timeout(DEADLINE):
            await self.telegram.idle.wait()

    async def end(self) -> None:
        """Stops it."""
        self.stop.set()
        async with asyncio.timeout(DEADLINE):
            await self.running


async def test_fetches_while_others_are_handled() -> None:
    """A slow chat holds up nobody else, and is confirmed by nobody else."""
    scene = Scene(TelegramStandIn(says("slow", 10, chat_id=1)))
    assert scene.polling.status == "starting"
    await scene.until_in_hand(10)
    scene.telegram.push(says("quick", 11, chat_id=2))
    await scene.until_in_hand(10, 11)
    scene.handling.end(11)
    scene.telegram.push(says("quick too", 12, chat_id=2))
    await scene.until_in_hand(10, 12)
    assert scene.telegram.unconfirmed == [10, 11, 12]
    scene.handling.end(10)
    scene.handling.end(12)
    await scene.until_idle()
    assert scene.telegram.unconfirmed == []
    assert scene.polling.status == "polling"
    await scene.end()


async def test_does_not_ask_again_and_again_for_what_is_in_hand() -> None:
    """Telegram would answer at once each time: pauses grow while nothing is new."""
    scene = Scene(TelegramStandIn(says("slow", 10)))
    await scene.until_in_hand(10)
    # quintet: allow Q808 until 2027-10-31: how often it asks in a while is what is measured
    await asyncio.sleep(0.15)
    assert len(scene.telegram.offsets) < 12
    scene.handling.end(10)
    await scene.until_idle()
    await scene.end()


async def test_does_not_ask_without_a_pause_whoever_answers_at_once_that_there_is_nothing() -> None:
    """Telegram waits for updates; a proxy or an emulator in its place may not."""
    telegram = TelegramStandIn(waits=False)
    scene = Scene(telegram)
    async with asyncio.timeout(DEADLINE):
        while len(telegram.offsets) < 3:  # noqa: ASYNC110  there is no event for it
            await asyncio.sleep(0.001)
    # quintet: allow Q808 until 2027-10-31: how often it asks in a while is what is measured
    await asyncio.sleep(0.15)
    assert len(telegram.offsets) < 14
    telegram.push(says("one", 10))
    await scene.until_in_hand(10)
    scene.handling.end(10)
    await scene.end()


async def test_tries_again_in_the_chats_order_and_confirms_only_then() -> None:
    """Later updates of the chat wait; those of others do not."""
    scene = Scene(
        TelegramStandIn(
            says("first", 10, chat_id=1),
            says("second", 11, chat_id=1),
            says("other", 12, chat_id=2),
        )
    )
    await scene.until_in_hand(10, 12)
    scene.handling.end(10, Outcome.TRY_AGAIN)
    scene.handling.end(12)
    await scene.until_in_hand(10)
    assert scene.telegram.unconfirmed == [10, 11, 12]
    scene.handling.end(10)
    await scene.until_in_hand(11)
    scene.handling.end(11)
    await scene.until_idle()
    assert scene.handling.effects == {1: [10, 11], 2: [12]}
    await scene.end()


async def test_confirms_what_is_in_hand_and_no_other_when_told_to_stop() -> None:
    """What was not begun comes again."""
    scene = Scene(TelegramStandIn(says("one", 10), says("later", 11)))
    await scene.until_in_hand(10)
    scene.stop.set()
    await settle()
    scene.handling.end(10)
    await scene.end()
    assert scene.telegram.unconfirmed == [11]
    assert scene.handling.effects == {4711: [10]}


async def test_an_update_that_waits_for_its_next_attempt_is_left_when_told_to_stop() -> None:
    """Nobody waits for the pause; Telegram keeps it."""
    scene = Scene(TelegramStandIn(says("one", 10)))
    scene.polling._lanes._policy = NOT_SOON
    await scene.until_in_hand(10)
    scene.handling.end(10, Outcome.TRY_AGAIN)
    await settle()
    await scene.end()
    assert scene.telegram.unconfirmed == [10]


async def test_asks_for_nothing_when_told_to_stop_before_anything_came() -> None:
    """There is nothing to confirm."""
    scene = Scene(TelegramStandIn())
    await scene.until_idle()
    await scene.end()
    assert scene.telegram.offsets == [None]


@pytest.mark.parametrize(
    "error",
    [
        TelegramNetworkError(GetUpdates(), "no"),
        TelegramUnauthorizedError(GetUpdates(), "no"),
        ClientDecodeError("no", ValueError(), "<html>"),
    ],
)
async def test_polls_on_when_telegram_is_away(error: TelegramAPIError) -> None:
    """Or does not know the token any more, or a proxy answers in its place."""
    telegram = TelegramStandIn(says("one", 10))
    telegram.fetch_errors.extend([error, error, error])
    scene = Scene(telegram)
    await scene.until_in_hand(10)
    scene.handling.end(10)
    await scene.until_idle()
    await scene.end()


async def test_tells_what_is_in_the_way_and_stops_at_once() -> None:
    """Nobody waits for the pause after a failure."""
    telegram = TelegramStandIn()
    telegram.fetch_errors.append(TelegramNetworkError(GetUpdates(), "no"))
    scene = Scene(telegram, NOT_SOON)
    await settle()
    assert scene.polling.status == "failing: TelegramNetworkError"
    await scene.end()


async def test_an_end_that_cannot_be_confirmed_is_borne() -> None:
    """The update comes again, and is known."""
    scene = Scene(TelegramStandIn(says("one", 10)))
    await scene.until_in_hand(10)
    scene.stop.set()
    await settle()
    scene.telegram.fetch_errors.append(TelegramNetworkError(GetUpdates(), "no"))
    scene.handling.end(10)
    await scene.end()
    assert scene.telegram.unconfirmed == [10]


@pytest.mark.parametrize("fails", [False, True])
async def test_takes_a_webhook_away_that_keeps_it_from_polling(fails: bool) -> None:  # noqa: FBT001  a parameter
    """Without dropping what waits; as often as it takes."""
    reason = "Conflict: can't use getUpdates method while webhook is active"
    telegram = TelegramStandIn(says("one", 10))
    telegram.fetch_errors.extend([TelegramConflictError(GetUpdates(), reason)] * 2)
    if fails:
        telegram.errors.append(TelegramNetworkError(DeleteWebhook(), "no"))
    scene = Scene(telegram)
    await scene.until_in_hand(10)
    calls = [call for call in telegram.calls if isinstance(call, DeleteWebhook)]
    assert len(calls) == (1 if fails else 2)
    assert calls[0].drop_pending_updates is False
    scene.handling.end(10)
    await scene.end()


async def test_leaves_another_poller_alone() -> None:
    """It goes away, or an operator looks at our health."""
    telegram = TelegramStandIn()
    reason = "Conflict: terminated by other getUpdates request"
    telegram.fetch_errors.append(TelegramConflictError(GetUpdates(), reason))
    scene = Scene(telegram)
    await scene.until_idle()
    assert telegram.calls == []
    await scene.end()


def _answer(*results: object) -> ClientDecodeError:
    return ClientDecodeError("new", ValueError(), {"ok": True, "result": list(results)})


async def test_confirms_an_update_that_our_library_cannot_read() -> None:
    """It would hold up all others for ever; those beside it are handled."""
    strange = Update.model_construct(update_id=11, message=cast("Message", 42))
    telegram = TelegramStandIn(says("one", 10), strange, says("next", 12))
    scene = Scene(telegram)
    await scene.until_in_hand(10)
    scene.handling.end(10)
    await scene.until_in_hand(12)
    scene.handling.end(12)
    await scene.until_idle()
    assert max(filter(None, telegram.offsets)) == 13
    await scene.end()


def test_an_answer_without_numbers_is_none_of_telegram() -> None:
    """Somebody else answers in its place; what has numbers is left unread."""
    session, method = TelegramSession(), GetUnreadUpdates()
    bot = a_bot(TelegramStandIn())
    with pytest.raises(ClientDecodeError):
        session.check_response(bot, method, 200, '{"ok": true, "result": [{"no": "number"}]}')
    answer = session.check_response(
        bot, method, 200, '{"ok": true, "result": [{"update_id": 7, "message": 42}]}'
    )
    assert answer.result is not None
    assert [each.update_id for each in answer.result] == [7]
    assert answer.result[0].read(bot) is None


async def test_bears_an_answer_in_which_nothing_is_an_update() -> None:
    """Somebody else answers in Telegram's place: nothing of it is confirmed."""
    telegram = TelegramStandIn()
    not_ours = ClientDecodeError("new", ValueError(), {"ok": True, "result": [{"no": "number"}]})
    telegram.fetch_errors.append(not_ours)
    scene = Scene(telegram)
    await scene.until_idle()
    assert set(telegram.offsets) == {None}
    await scene.end()
