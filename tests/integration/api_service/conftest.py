"""A real api_service over the two real data services, the broker and Redis."""

from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest
from http_transport import HttpClient
from message_bus.connection import BusConnection
from message_bus.topology import build_topology, declare_topology

from tests.fixtures.service_identities import signing_key
from tests.fixtures.service_process import free_port, service_process
from tests.integration.api_service.api_scene import (
    ACCESS_KEYS,
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    CALLBACK_SECRET,
    ISSUER,
    ONE_TIME_KEY,
    Api,
    KeptAdmin,
)
from tests.integration.api_service.database import Database


@pytest.fixture(scope="session")
def api_environment(
    db_postgres_service_url: str, db_mongo_service_url: str, rabbitmq_url: str, redis_url: str
) -> dict[str, str]:
    """Where everything is, without a port."""
    return {
        "DB_POSTGRES_SERVICE_URL": db_postgres_service_url,
        "DB_MONGO_SERVICE_URL": db_mongo_service_url,
        "RABBITMQ_URL": rabbitmq_url,
        "REDIS_URL": redis_url,
        "TOKEN_SIGNING_KEYS": ACCESS_KEYS,
        "TOKEN_ISSUER": ISSUER,
        "ONE_TIME_KEY": ONE_TIME_KEY,
        "SERVICE_SIGNING_KEY": signing_key("api_service"),
        "RATE_LIMIT_SCALE": "100000",
        "ADMIN_EMAIL": ADMIN_EMAIL,
        "ADMIN_PASSWORD": ADMIN_PASSWORD,
        "PAYMENT_CALLBACK_SECRET": CALLBACK_SECRET,
    }


@pytest.fixture(scope="session")
def api_service_url(api_environment: dict[str, str]) -> Iterator[str]:
    """A running api_service, one per worker."""
    port = free_port()
    environment = api_environment | {"API_SERVICE_PORT": str(port)}
    with service_process("api_service", port, environment) as url:
        yield url


@pytest.fixture(scope="session")
async def guest(api_service_url: str) -> AsyncIterator[Api]:
    """Somebody who is not logged in."""
    async with HttpClient(api_service_url) as client:
        yield Api(client)


@pytest.fixture(scope="session")
def kept_admin(guest: Api) -> KeptAdmin:
    """The administrator of the first start."""
    return KeptAdmin(guest)


@pytest.fixture
async def admin(kept_admin: KeptAdmin) -> Api:
    """The administrator, with a token that lasts for a test."""
    return await kept_admin.fresh()


@pytest.fixture(scope="session")
async def bus(rabbitmq_url: str) -> AsyncIterator[BusConnection]:
    """A connection of the test's own; exchanges and queues exist.

    It is silent while a fixture starts a process, and while tests run that await nothing: that is
    no reason for the broker to close it.
    """
    connection = BusConnection(rabbitmq_url, name="test", heartbeat_seconds=3_600)
    await declare_topology(connection, build_topology())
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
async def database(postgres_url: str, api_service_url: str) -> AsyncIterator[Database]:
    """The database behind the running API."""
    assert api_service_url
    connection = await asyncpg.connect(postgres_url)
    yield Database(connection)
    await connection.close()
