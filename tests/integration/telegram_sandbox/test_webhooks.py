"""Webhooks with aiogram's own server: secret, retries, calls in answers."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.fixtures.free_ports import free_port
from tests.fixtures.telegram_people import SimulatedPerson

pytestmark = pytest.mark.integration


@dataclass
class Listener:
    """A bot behind a webhook, which refuses the first few updates.

    Attributes:
        url: Its webhook.
        refusals: How many more to refuse.
        heard: The texts that it took.
    """

    url: str
    refusals: int = 0
    heard: list[str] = field(default_factory=list)


@pytest.fixture
async def listener(bot: Bot) -> AsyncIterator[Listener]:
    """A bot that repeats what it hears, by its answer to the update."""
    port = free_port()
    listener = Listener(f"http://127.0.0.1:{port}/telegram")
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def repeat(message: Message) -> SendMessage:
        listener.heard.append(message.text or "")
        return SendMessage(chat_id=message.chat.id, text=f"You said {message.text}")

    @web.middleware
    async def refuse(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if listener.refusals:
            listener.refusals -= 1
            return web.Response(status=503)
        return await handler(request)

    app = web.Application(middlewares=[refuse])
    handling = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token="hush_hush"
    )
    handling.register(app, path="/telegram")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield listener
    await bot.delete_webhook()
    await runner.cleanup()


async def test_updates_are_posted_and_answers_are_carried_out(
    bot: Bot, ada: SimulatedPerson, listener: Listener
) -> None:
    """With the secret that was agreed."""
    assert await bot.set_webhook(listener.url, secret_token="hush_hush", max_connections=5)
    await ada.say("hello")
    await ada.sees(lambda message: message.words == "You said hello")
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.last_error_message) == (listener.url, 5, None)


async def test_a_refused_update_comes_again_and_in_order(
    bot: Bot, ada: SimulatedPerson, listener: Listener
) -> None:
    """What the bot cannot take now it gets later."""
    listener.refusals = 2
    assert await bot.set_webhook(listener.url, secret_token="hush_hush")
    await ada.say("one")
    await ada.say("two")
    await ada.sees(lambda message: message.words == "You said two")
    assert listener.heard == ["one", "two"]
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 503"


async def test_a_wrong_secret_is_refused_by_the_bot_until_it_is_mended(
    bot: Bot, ada: SimulatedPerson, listener: Listener
) -> None:
    """Nothing is lost meanwhile."""
    await bot.set_webhook(listener.url, secret_token="wrong")
    await ada.say("hello")
    info = await bot.get_webhook_info()
    while info.last_error_message is None:
        info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 401"
    await bot.set_webhook(listener.url, secret_token="hush_hush")
    await ada.sees(lambda message: message.words == "You said hello")
