"""What the bot keeps in Redis: dialogues and handled updates, and what happens while it is away."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from aiogram.fsm.storage.base import StorageKey
from bot_service.dialogue_storage import DialogueStorage
from business_hexagon.application.errors import StorageUnavailable
from redis.asyncio import Redis
from telegram_runtime.redis_handled_updates import RedisHandledUpdates

from tests.fixtures.patient_redis import patient_link
from tests.fixtures.severable_proxy import SeverableProxy

pytestmark = pytest.mark.integration

KEY = StorageKey(bot_id=42, chat_id=1, user_id=1)
TWO_DAYS = 2 * 24 * 3600


@asynccontextmanager
async def a_storage(url: str, days: float = 7.0) -> AsyncIterator[DialogueStorage]:
    """A storage, closed again."""
    storage = DialogueStorage(url, days)
    try:
        yield storage
    finally:
        await storage.close()


@asynccontextmanager
async def handled_updates(url: str, bot_id: int = 42) -> AsyncIterator[RedisHandledUpdates]:
    """A memory, closed again."""
    link = patient_link(url)
    try:
        yield RedisHandledUpdates(link, bot_id)
    finally:
        await link.aclose()


async def lives(url: str) -> list[int]:
    """For how many seconds each key of this Redis will live."""
    async with Redis.from_url(url) as redis:
        return [await redis.ttl(key) for key in await redis.keys("*")]


@pytest.fixture
async def away(fresh_redis_url: str) -> AsyncIterator[str]:
    """The address of a Redis that has just gone."""
    parts = urlsplit(fresh_redis_url)
    async with SeverableProxy(parts.hostname or "", parts.port or 0) as proxy:
        await proxy.cut()
        user, at, _ = parts.netloc.rpartition("@")
        yield parts._replace(netloc=f"{user}{at}127.0.0.1:{proxy.port}").geturl()


async def test_a_dialogue_outlives_the_process_and_dies_of_age(fresh_redis_url: str) -> None:
    """One document, under one key."""
    async with a_storage(fresh_redis_url, days=0.5) as storage:
        assert await storage.get_data(KEY) == {}
        await storage.set_data(KEY, {"session": "{}"})
    async with a_storage(fresh_redis_url) as storage:
        assert await storage.get_data(KEY) == {"session": "{}"}
    (seconds,) = await lives(fresh_redis_url)
    assert 43_000 < seconds <= 43_200


async def test_a_step_apart_from_its_dialogue_is_refused(fresh_redis_url: str) -> None:
    """They would be two writes; to end a step that there is not changes nothing."""
    async with a_storage(fresh_redis_url) as storage:
        with pytest.raises(NotImplementedError):
            await storage.set_state(KEY, "Steps:address")
        await storage.set_state(KEY, None)
        assert await storage.get_state(KEY) is None
    assert await lives(fresh_redis_url) == []


async def test_says_that_dialogues_are_away(away: str) -> None:
    """In the words of the hexagon, so that the update is tried again."""
    async with a_storage(away) as storage:
        with pytest.raises(StorageUnavailable, match="redis"):
            await storage.get_data(KEY)
        with pytest.raises(StorageUnavailable, match="redis"):
            await storage.set_data(KEY, {"session": "{}"})


async def test_knows_handled_updates_for_two_days(fresh_redis_url: str) -> None:
    """In the next process too."""
    async with handled_updates(fresh_redis_url) as handled:
        assert not await handled.has(7)
        await handled.add(7)
        await handled.add(7)
    async with handled_updates(fresh_redis_url) as handled:
        assert await handled.has(7)
        assert not await handled.has(8)
    (seconds,) = await lives(fresh_redis_url)
    assert TWO_DAYS - 60 < seconds <= TWO_DAYS


async def test_another_bot_has_numbers_of_its_own(fresh_redis_url: str) -> None:
    """With another token its updates would else count as handled, and be lost."""
    async with handled_updates(fresh_redis_url) as handled:
        await handled.add(7)
    async with handled_updates(fresh_redis_url, bot_id=43) as handled:
        assert not await handled.has(7)


async def test_says_that_handled_updates_are_away(away: str) -> None:
    """Nobody knows whether it is new."""
    async with handled_updates(away) as handled:
        with pytest.raises(StorageUnavailable, match="redis"):
            await handled.has(7)
