"""Which message shows which order, what was told, what Telegram calls a photo: for a month."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from bot_service.interface.telegram.orders.status_messages import StatusMessage
from bot_service.redis_photo_files import RedisPhotoFiles
from bot_service.redis_status_messages import RedisStatusMessages
from bot_service.redis_told_events import RedisToldEvents
from business_hexagon.application.errors import StorageUnavailable
from redis.asyncio import Redis
from redis_cache import RedisLink

from tests.fixtures.free_ports import free_port
from tests.fixtures.patient_redis import patient_link

pytestmark = pytest.mark.integration

ORDER_ID = UUID(int=7)
PHOTO_ID = UUID(int=8)
MONTH = 30 * 24 * 3600
SHOWN = StatusMessage(chat_id=1, message_id=2, language="de", told=[uuid4()])


@asynccontextmanager
async def a_link(url: str) -> AsyncIterator[RedisLink]:
    """A link, closed again."""
    link = patient_link(url)
    try:
        yield link
    finally:
        await link.aclose()


@pytest.fixture
def nowhere() -> str:
    """Where no Redis listens."""
    return f"redis://127.0.0.1:{free_port()}/0"


async def test_knows_for_a_month_which_message_shows_an_order(fresh_redis_url: str) -> None:
    """In the next process too."""
    async with a_link(fresh_redis_url) as link:
        messages = RedisStatusMessages(link)
        assert await messages.get(ORDER_ID) is None
        await messages.keep(ORDER_ID, SHOWN)
    async with a_link(fresh_redis_url) as link:
        assert await RedisStatusMessages(link).get(ORDER_ID) == SHOWN
    async with Redis.from_url(fresh_redis_url) as redis:
        (key,) = await redis.keys("*")
        assert MONTH - 60 < await redis.ttl(key) <= MONTH


async def test_what_another_version_kept_is_forgotten(fresh_redis_url: str) -> None:
    """It costs a new message."""
    async with a_link(fresh_redis_url) as link:
        messages = RedisStatusMessages(link)
        await messages.keep(ORDER_ID, SHOWN)
        async with Redis.from_url(fresh_redis_url) as redis:
            (key,) = await redis.keys("*")
            await redis.set(key, "{}")
        assert await messages.get(ORDER_ID) is None


async def test_says_that_status_messages_are_away(nowhere: str) -> None:
    """In the words of the hexagon, so that the event is tried again."""
    async with a_link(nowhere) as link:
        messages = RedisStatusMessages(link)
        with pytest.raises(StorageUnavailable, match="redis"):
            await messages.get(ORDER_ID)
        with pytest.raises(StorageUnavailable, match="redis"):
            await messages.keep(ORDER_ID, SHOWN)


async def test_knows_for_a_month_what_was_told(fresh_redis_url: str, nowhere: str) -> None:
    """Who cannot know it waits: a word too many is no worse than a word that comes later."""
    async with a_link(fresh_redis_url) as link:
        told = RedisToldEvents(link)
        assert not await told.has(ORDER_ID)
        await told.add(ORDER_ID)
        assert await told.has(ORDER_ID)
        assert not await told.has(PHOTO_ID)
    async with Redis.from_url(fresh_redis_url) as redis:
        (key,) = await redis.keys("*")
        assert MONTH - 60 < await redis.ttl(key) <= MONTH
    async with a_link(nowhere) as link:
        with pytest.raises(StorageUnavailable, match="redis"):
            await RedisToldEvents(link).has(ORDER_ID)


async def test_knows_for_a_month_what_telegram_calls_a_photo(fresh_redis_url: str) -> None:
    """Each bot has names of its own."""
    async with a_link(fresh_redis_url) as link:
        await RedisPhotoFiles(link, 42).keep(PHOTO_ID, "name")
        assert await RedisPhotoFiles(link, 42).get(PHOTO_ID) == "name"
        assert await RedisPhotoFiles(link, 43).get(PHOTO_ID) is None
    async with Redis.from_url(fresh_redis_url) as redis:
        (key,) = await redis.keys("*")
        assert MONTH - 60 < await redis.ttl(key) <= MONTH


async def test_a_name_that_cannot_be_looked_up_costs_an_upload(nowhere: str) -> None:
    """Nothing fails because of it."""
    async with a_link(nowhere) as link:
        photos = RedisPhotoFiles(link, 42)
        await photos.keep(PHOTO_ID, "name")
        assert await photos.get(PHOTO_ID) is None
