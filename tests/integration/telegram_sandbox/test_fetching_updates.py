"""Long polls: they wait, confirm, and give way to each other."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from tests.fixtures.telegram_people import ControlRoutes, SimulatedPerson

pytestmark = pytest.mark.integration


async def pending(sandbox: ControlRoutes) -> object:
    """How many updates wait."""
    told = await sandbox.get("pending")
    assert isinstance(told, dict)
    return told["pending"]


async def test_a_poll_waits_for_what_comes(bot: Bot, ada: SimulatedPerson) -> None:
    """And answers as soon as it is there."""
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await ada.say("hello")
    async with asyncio.timeout(20):
        (update,) = await polling
    assert update.message is not None
    assert update.message.text == "hello"


async def test_a_poll_without_news_ends_with_nothing(bot: Bot) -> None:
    """After its time-out; here none."""
    assert await bot.get_updates(timeout=0) == []


async def test_what_is_not_confirmed_is_given_again(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """Only an offset confirms."""
    for text in "abc":
        await ada.say(text)
    first = await bot.get_updates(limit=2)
    assert [update.message.text for update in first if update.message] == ["a", "b"]
    assert (await bot.get_updates(limit=2)) == first
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.message.text for update in rest if update.message] == ["c"]
    assert await pending(sandbox) == 1


async def test_the_older_of_two_polls_gives_way(bot: Bot, ada: SimulatedPerson) -> None:
    """It is told of the conflict; the younger one gets the updates."""
    older = asyncio.create_task(bot.get_updates(timeout=30))
    younger = asyncio.create_task(bot.get_updates(timeout=30))
    done, _ = await asyncio.wait([older, younger], return_when=asyncio.FIRST_COMPLETED, timeout=20)
    (loser,) = done
    assert isinstance(loser.exception(), TelegramConflictError)
    await ada.say("hello")
    async with asyncio.timeout(20):
        assert len(await (younger if loser is older else older)) == 1


async def test_only_wanted_kinds_are_given(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """An edited message is not a message."""
    await bot.get_updates(allowed_updates=["edited_message"])
    number = await ada.say("hello")
    await sandbox.post(f"chats/{ada.id}/messages/{number}/edits", {"text": "hello!"})
    (update,) = await bot.get_updates(allowed_updates=[])
    assert update.edited_message is not None
    assert update.edited_message.text == "hello!"


async def test_a_duplicated_update_comes_again_after_its_confirmation(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """Once."""
    await sandbox.put("faults", {"duplicate_updates": True})
    await ada.say("hello")
    (first,) = await bot.get_updates()
    assert await bot.get_updates(offset=first.update_id + 1) == [first]
    assert await bot.get_updates(offset=first.update_id + 1) == []
