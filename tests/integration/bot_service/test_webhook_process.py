"""The bot to which updates are pushed: only by Telegram, answered when the effect is stored."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count

import pytest
from http_transport import HttpClient

from tests.fixtures.free_ports import free_port
from tests.fixtures.telegram_people import ControlRoutes
from tests.fixtures.until_status import until_status
from tests.integration.bot_service.bot_scene import (
    HELP,
    SECRET,
    BotScene,
    Servers,
    a_message,
    a_scene,
    answers_to,
    webhook_variables,
)
from tests.integration.worker_service.saga_scene import eventually

pytestmark = pytest.mark.integration

NUMBERS = count(3_000_000_000)


@pytest.fixture(scope="module")
async def running(
    bot_servers: Servers, telegram: ControlRoutes, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotScene]:
    """A bot with a webhook, for all tests here."""
    folder = tmp_path_factory.mktemp("webhook")
    port = free_port()
    async with a_scene(bot_servers, telegram, folder, webhook_variables(port)) as scene:
        yield scene


@pytest.fixture
async def scene(running: BotScene) -> AsyncIterator[BotScene]:
    """The same, with all servers there."""
    await running.brings_all_back()
    yield running
    await running.brings_all_back()


async def test_is_registered_and_answers_what_telegram_pushes(scene: BotScene) -> None:
    """From the person's message to the bot's answer, over sockets."""

    async def is_registered() -> bool:
        return (await scene.details())["status"] == "registered"

    await eventually(is_registered)
    ada = await scene.ada()
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)

    async def is_confirmed() -> bool:
        return await scene.pending() == 0

    await eventually(is_confirmed)
    assert (await scene.details())["mode"] == "webhook"


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET.upper(), SECRET + "ä"])
async def test_lets_in_nobody_without_the_secret(scene: BotScene, secret: str | None) -> None:
    """401, and nothing of it is handled."""
    ada = await scene.ada()
    await ada.say("/start")
    before = len(await answers_to(ada))
    response = await scene.push(a_message(ada, HELP, next(NUMBERS)), secret)
    assert response.status == 401
    assert len(await answers_to(ada)) <= before + 1  # that to /start


async def test_drops_a_second_copy(scene: BotScene) -> None:
    """Telegram sends one when our answer got lost, perhaps while the first is being handled."""
    ada = await scene.telegram.person("Ada")
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
    update = a_message(ada, HELP, next(NUMBERS))
    both = await asyncio.gather(scene.push(update), scene.push(update))
    assert [each.status for each in both] == [200, 200]
    assert (await scene.push(update)).status == 200
    assert len(await answers_to(ada)) == 2


async def test_answers_503_while_storage_is_away_and_handles_it_then(scene: BotScene) -> None:
    """Telegram sends it again; by then it is new."""
    ada = await scene.telegram.person("Ada")
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
    update = a_message(ada, HELP, next(NUMBERS))
    for proxy in (scene.storage, scene.redis):
        await scene.takes_away(proxy)
        response = await scene.push(update)
        assert response.status == 503
        assert response.header("retry-after") == "2"
        await scene.brings_all_back()
    assert len(await answers_to(ada)) == 1

    async def is_handled() -> bool:  # once the way to Redis is tried again
        return (await scene.push(update)).status == 200

    await eventually(is_handled)
    assert len(await answers_to(ada)) == 2


async def test_confirms_what_our_library_cannot_read_and_refuses_what_is_no_json(
    scene: BotScene,
) -> None:
    """The one would come for ever; the other is not Telegram's."""
    assert (await scene.push({"update_id": next(NUMBERS), "message": 42})).status == 200
    headers = ((b"x-telegram-bot-api-secret-token", SECRET.encode()),)
    async with HttpClient(scene.process.url) as client:
        response = await client.request("POST", "/telegram", headers=headers, body=b"{")
    assert response.status == 400


async def test_serves_probes_beside_it(scene: BotScene) -> None:
    """As all processes do; and nothing else."""
    async with HttpClient(scene.process.url) as client:
        ready = await until_status(200, lambda: client.request("GET", "/ready"))
        metrics = await client.request("GET", "/metrics")
        proxied = ((b"x-forwarded-for", b"127.0.0.1"),)
        outside = await client.request("GET", "/metrics", headers=proxied)
        nothing = await client.request("GET", "/telegram/other")
        read = await client.request("GET", "/telegram")
    assert (metrics.status, nothing.status, read.status) == (200, 404, 405)
    assert outside.status == 404  # through the proxy that Telegram comes through
    assert ready.header("x-content-type-options") == "nosniff"
    assert b"bot_updates_total" in metrics.body


async def test_stops_in_order_and_keeps_its_registration(scene: BotScene) -> None:
    """What is pushed meanwhile comes again."""
    assert await scene.restart() == 0
    ada = await scene.ada()
    await ada.say(HELP)
    await ada.sees(lambda message: "/" in message.words)
