"""A Telegram of ours, and the servers that the bot needs."""

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.telegram_people import ControlRoutes, telegram_sandbox
from tests.integration.bot_service.bot_scene import Servers


@pytest.fixture(scope="session")
async def telegram() -> AsyncIterator[ControlRoutes]:
    """One sandbox for all tests here."""
    async with telegram_sandbox() as routes:
        yield routes


@pytest.fixture(scope="session")
def bot_servers(
    db_postgres_service_url: str, db_mongo_service_url: str, rabbitmq_url: str, redis_url: str
) -> Servers:
    """The servers of the worker; importing aiogram takes seconds, so bots are shared as well."""
    return Servers(
        postgres=db_postgres_service_url,
        mongo=db_mongo_service_url,
        rabbitmq=rabbitmq_url,
        redis=redis_url,
    )
