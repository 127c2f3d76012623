"""The polling bot as a process: it answers, loses nothing in any outage, and stops in order."""

import signal
from collections.abc import AsyncIterator

import pytest

from tests.fixtures.telegram_people import ControlRoutes
from tests.integration.bot_service.bot_scene import HELP, BotScene, Servers, a_scene, answers_to
from tests.integration.worker_service.saga_scene import eventually

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
async def running(
    bot_servers: Servers, telegram: ControlRoutes, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotScene]:
    """A bot that polls, for all tests here."""
    folder = tmp_path_factory.mktemp("polling")
    async with a_scene(bot_servers, telegram, folder) as scene:
        yield scene


@pytest.fixture
async def scene(running: BotScene) -> AsyncIterator[BotScene]:
    """The same, with nobody in any chat and all servers there."""
    await running.begins_afresh()
    yield running
    await running.begins_afresh()


async def nothing_pends(scene: BotScene) -> None:
    """Waits until every update is confirmed."""

    async def is_confirmed() -> bool:
        return await scene.pending() == 0

    await eventually(is_confirmed)


async def was_tried(scene: BotScene, before: int, times: int = 1) -> None:
    """Waits until so many more attempts have failed."""

    async def has_failed() -> bool:
        return await scene.retries() >= before + times

    await eventually(has_failed)


async def test_answers_and_confirms(scene: BotScene) -> None:
    """And tells how it goes."""
    ada = await scene.ada()
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
    await nothing_pends(scene)
    details = await scene.details()
    assert (details["mode"], details["status"], details["in_hand"]) == ("polling", "polling", 0)
    assert isinstance(details["last_update_age_seconds"], float)
    assert "update_failed" not in scene.process.said


async def test_publishes_its_commands(scene: BotScene) -> None:
    """In both languages; Telegram shows them as a menu."""

    async def commands(language: str) -> dict[str, str]:
        told = await scene.telegram.get(f"bot?language={language}")
        assert isinstance(told, dict)
        entries = told["commands"]
        assert isinstance(entries, list)
        return {
            str(each["command"]): str(each["description"])
            for each in entries
            if isinstance(each, dict)
        }

    async def has_both() -> bool:
        return bool(await commands("en")) and bool(await commands("de"))

    await eventually(has_both)
    english, german = await commands("en"), await commands("de")
    assert english.keys() == german.keys()
    assert english["cart"] == "Your cart"
    assert german["cart"] == "Dein Warenkorb"


@pytest.mark.parametrize("away", ["storage", "redis"])
async def test_an_update_waits_for_what_it_needs_and_is_handled_once(
    scene: BotScene, away: str
) -> None:
    """Nothing confirms it meanwhile; somebody who comes later is served as well."""
    proxy = scene.storage if away == "storage" else scene.redis
    ada, bob = await scene.ada(), await scene.ada()
    before = await scene.retries()
    await scene.takes_away(proxy)
    await ada.say(HELP)
    await was_tried(scene, before, 2)
    await bob.say(HELP)
    assert await scene.pending() == 2
    assert await answers_to(ada) == []
    await scene.brings_all_back()
    await ada.sees(lambda message: "/" in message.words)
    await bob.sees(lambda message: "/" in message.words)
    await nothing_pends(scene)
    assert len(await answers_to(ada)) == 1


async def test_a_chat_stays_in_order_through_an_outage(scene: BotScene) -> None:
    """What was written first is answered first."""
    ada = await scene.ada()
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
    before = await scene.retries()
    await scene.takes_away(scene.storage)
    for command in ("/cancel", HELP, "/cancel"):
        await ada.say(command)
    await was_tried(scene, before)
    await scene.brings_all_back()
    await nothing_pends(scene)
    first, *answers = await answers_to(ada)
    assert answers[1] == first
    assert answers[0] == answers[2] != first


async def test_copies_of_an_update_are_answered_once(scene: BotScene) -> None:
    """Also those that come in another order."""
    await scene.telegram.put("faults", {"duplicate_updates": True, "reorder_updates": True})
    people = [await scene.ada() for _ in range(5)]
    for person in people:
        await person.say(HELP)
    for person in people:
        await person.sees(lambda message: "/" in message.words)
    await nothing_pends(scene)
    assert [len(await answers_to(person)) for person in people] == [1] * 5


async def test_an_update_in_hand_outlives_a_kill(scene: BotScene) -> None:
    """It was not confirmed, so the next process gets it."""
    ada = await scene.ada()
    before = await scene.retries()
    await scene.takes_away(scene.storage)
    await ada.say(HELP)
    await was_tried(scene, before)
    await scene.restart(with_signal=signal.SIGKILL)
    assert await scene.pending() == 1
    await scene.brings_all_back()
    await ada.sees(lambda message: "/" in message.words)
    await nothing_pends(scene)


async def test_what_was_handled_is_not_handled_again_after_a_restart(scene: BotScene) -> None:
    """It was confirmed at the end; what comes meanwhile waits."""
    ada = await scene.ada()
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
    scene.process.send(signal.SIGTERM)
    assert await scene.process.wait() == 0
    assert await scene.pending() == 0
    await ada.say(HELP)
    await scene.process.start_and_wait()
    await nothing_pends(scene)
    assert len(await answers_to(ada)) == 2


async def test_waits_when_telegram_says_so(scene: BotScene) -> None:
    """And answers once."""
    await scene.telegram.put("faults", {"too_many_requests": {"next": 1, "retry_after": 1}})
    ada = await scene.ada()
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
    await nothing_pends(scene)
    assert len(await answers_to(ada)) == 1
    assert "flood_wait" in scene.process.said
