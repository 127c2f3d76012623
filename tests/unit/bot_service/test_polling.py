"""Polling confirms what was handled, survives Telegram's losses and stops in order."""

import asyncio

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import GetUpdates
from aiogram.types import Message
from bot_service.interface.telegram.polling import Polling

from tests.unit.bot_service.telegram_stand_in import TelegramStandIn, a_bot, says

DEADLINE = 5.0


def recording(seen: list[str], stop: asyncio.Event | None = None) -> Dispatcher:
    """A dispatcher that notes what it hears; `stop!` tells the bot to stop, `fail!` fails."""
    dispatcher = Dispatcher()

    async def hear(message: Message) -> None:
        seen.append(message.text or "")
        if message.text == "stop!" and stop is not None:
            stop.set()
        if message.text == "fail!":
            raise ValueError(message.text)

    dispatcher.message.register(hear)
    return dispatcher


async def poll_until_idle(telegram: TelegramStandIn, dispatcher: Dispatcher) -> Polling:
    """Poll until there is nothing more, then stop."""
    stop = asyncio.Event()
    polling = Polling(a_bot(telegram), dispatcher, first_pause_seconds=0.001)
    assert polling.status == "starting"
    running = asyncio.create_task(polling.run(stop))
    async with asyncio.timeout(DEADLINE):
        await telegram.idle.wait()
        stop.set()
        await running
    return polling


async def test_handles_updates_in_order_and_confirms_them() -> None:
    """By the next request's offset."""
    seen: list[str] = []
    telegram = TelegramStandIn(says("one", 10), says("two", 11))
    polling = await poll_until_idle(telegram, recording(seen))
    assert seen == ["one", "two"]
    assert telegram.offsets == [None, 12, 12]
    assert polling.status == "polling"


async def test_confirms_the_update_in_hand_and_no_other_when_told_to_stop() -> None:
    """What was not begun comes again."""
    seen: list[str] = []
    stop = asyncio.Event()
    telegram = TelegramStandIn(says("one", 10), says("stop!", 11), says("later", 12))
    polling = Polling(a_bot(telegram), recording(seen, stop))
    async with asyncio.timeout(DEADLINE):
        await polling.run(stop)
    assert seen == ["one", "stop!"]
    assert telegram.offsets[-1] == 12


async def test_an_update_whose_handler_fails_does_not_come_again() -> None:
    """It would come for ever and hold up all others."""
    seen: list[str] = []
    telegram = TelegramStandIn(says("fail!", 10), says("two", 11))
    await poll_until_idle(telegram, recording(seen))
    assert seen == ["fail!", "two"]


@pytest.mark.parametrize(
    "error",
    [TelegramNetworkError(GetUpdates(), "no"), TelegramUnauthorizedError(GetUpdates(), "no")],
)
async def test_polls_on_when_telegram_is_away(error: TelegramAPIError) -> None:
    """Or does not know the token any more."""
    seen: list[str] = []
    telegram = TelegramStandIn(says("one", 10))
    telegram.errors.extend([error, error, error])
    await poll_until_idle(telegram, recording(seen))
    assert seen == ["one"]


async def test_tells_what_is_in_the_way_and_stops_at_once() -> None:
    """Nobody waits for the pause after a failure, nor for a last confirmation that fails."""
    stop = asyncio.Event()
    telegram = TelegramStandIn()
    telegram.errors.append(TelegramNetworkError(GetUpdates(), "no"))
    polling = Polling(a_bot(telegram), Dispatcher(), first_pause_seconds=3600)
    running = asyncio.create_task(polling.run(stop))
    async with asyncio.timeout(DEADLINE):
        while telegram.errors:  # noqa: ASYNC110  the stand-in has no event for it
            await asyncio.sleep(0)
        stop.set()
        await running
    assert polling.status == "failing: TelegramNetworkError"
