"""A sandbox over real sockets, a bot made with aiogram, and somebody who talks with it."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.fixtures.telegram_people import ControlRoutes, SimulatedPerson, telegram_sandbox
from tests.unit.telegram_sandbox.worlds import TOKEN


@pytest.fixture(scope="session")
async def shared_sandbox() -> AsyncIterator[ControlRoutes]:
    """One sandbox for all tests here."""
    async with telegram_sandbox() as routes:
        yield routes


@pytest.fixture
async def sandbox(shared_sandbox: ControlRoutes) -> ControlRoutes:
    """The sandbox, empty again."""
    await shared_sandbox.post("reset")
    return shared_sandbox


@pytest.fixture(scope="session")
async def shared_bot(shared_sandbox: ControlRoutes) -> AsyncIterator[Bot]:
    """One client for all tests here: to close one takes a quarter of a second."""
    server = TelegramAPIServer.from_base(shared_sandbox.url)
    async with Bot(TOKEN, session=AiohttpSession(api=server)) as bot:
        yield bot


@pytest.fixture
async def bot(shared_bot: Bot, sandbox: ControlRoutes) -> Bot:
    """The bot, polling."""
    del sandbox
    await shared_bot.delete_webhook(drop_pending_updates=True)
    return shared_bot


@pytest.fixture
async def ada(bot: Bot, sandbox: ControlRoutes) -> SimulatedPerson:
    """Somebody who has written `/start`, which the bot has fetched."""
    person = await sandbox.person("Ada")
    await person.say("/start")
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    return person
