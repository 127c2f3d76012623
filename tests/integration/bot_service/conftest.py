"""A Telegram of ours, and the servers that the bot needs."""

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.telegram_people import ControlRoutes, telegram_sandbox
from tests.integration.bot_service.bot_scene import Servers


@pytest.fixture(scope="session")
async def shared_telegram() -> AsyncIterator[ControlRoutes]:
    """One sandbox for all tests here."""
    async with telegram_sandbox() as routes:
        yield routes


@pytest.fixture
async def telegram(shared_telegram: ControlRoutes) -> ControlRoutes:
    """The sandbox, empty again."""
    await shared_telegram.post("reset")
    return shared_telegram


@pytest.fixture
def bot_servers(
    db_postgres_service_url: str,
    db_mongo_service_url: str,
    fresh_rabbitmq_url: str,
    fresh_redis_url: str,
) -> Servers:
    """Data services of the worker, and queues of one's own."""
    return Servers(
        postgres=db_postgres_service_url,
        mongo=db_mongo_service_url,
        rabbitmq=fresh_rabbitmq_url,
        redis=fresh_redis_url,
    )
