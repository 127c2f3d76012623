"""Real processes on real servers of their own: the whole way of an order."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
from http_transport import HttpClient

from tests.fixtures.keeper_client import KeeperClient
from tests.fixtures.servers import _postgres_database, _virtual_host
from tests.fixtures.service_identities import client_of
from tests.fixtures.service_process import free_port, migrate
from tests.integration.api_service.api_scene import (
    ACCESS_KEYS,
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    CALLBACK_SECRET,
    ONE_TIME_KEY,
    Api,
    KeptAdmin,
)
from tests.integration.worker_service.running_process import RunningProcess
from tests.integration.worker_service.saga_scene import Shop

_SERVICES = (
    "db_postgres_service",
    "db_mongo_service",
    "payment_gateway_sandbox",
    "api_service",
    "worker_service",
)


@pytest.fixture(scope="session")
def saga_postgres_url(servers: KeeperClient) -> Iterator[str]:
    """A database that nobody else writes into: its invariants are checked."""
    yield from _postgres_database(servers, "saga")


@pytest.fixture(scope="session")
def saga_rabbitmq_url(servers: KeeperClient) -> Iterator[str]:
    """A virtual host in which nobody else consumes."""
    yield from _virtual_host(servers, "saga")


@pytest.fixture(scope="session")
def platform_environment(  # noqa: PLR0917  pytest passes them by name
    saga_postgres_url: str,
    saga_rabbitmq_url: str,
    mongodb_url: str,
    mongodb_database: str,
    redis_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, str]:
    """One environment for all processes of the scene, impatient so that tests are quick."""
    ports = {name: free_port() for name in _SERVICES}
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    return {
        **{f"{name.upper()}_PORT": str(port) for name, port in ports.items()},
        "POSTGRES_URL": saga_postgres_url,
        "POSTGRES_POOL_SIZE": "5",
        "MONGODB_URL": mongodb_url,
        "MONGODB_DATABASE": mongodb_database,
        "RABBITMQ_URL": saga_rabbitmq_url,
        "REDIS_URL": redis_url,
        "DB_POSTGRES_SERVICE_URL": urls["db_postgres_service"],
        "DB_MONGO_SERVICE_URL": urls["db_mongo_service"],
        "PAYMENT_GATEWAY_URL": urls["payment_gateway_sandbox"],
        "PAYMENT_CALLBACK_URL": f"{urls['api_service']}/api/v1/payment_callbacks/sandbox",
        "PAYMENT_CALLBACK_SECRET": CALLBACK_SECRET,
        "PAYMENT_LEDGER_FILE": str(tmp_path_factory.mktemp("gateway") / "ledger.jsonl"),
        "TOKEN_SIGNING_KEYS": ACCESS_KEYS,
        "ONE_TIME_KEY": ONE_TIME_KEY,
        "RATE_LIMIT_SCALE": "100000",
        "ADMIN_EMAIL": ADMIN_EMAIL,
        "ADMIN_PASSWORD": ADMIN_PASSWORD,
        "WATCHED_SERVICES": f"payment_gateway_sandbox={urls['payment_gateway_sandbox']}",
        "RETRY_LADDER_SECONDS": "0.2,0.4,0.8,1.6",
        "PAYMENT_GATEWAY_SECONDS": "0.7",
        "STALL_SECONDS": "3",
        "LATE_SECONDS": "6",  # time enough to cancel meanwhile
        "SAGA_SWEEP_SECONDS": "1",
        "HEALTH_WATCH_SECONDS": "0.2",
        "BACKLOG_SECONDS": "0.5",
        "REMINDER_SWEEP_SECONDS": "0.3",
    }


@pytest.fixture(scope="session")
async def processes(
    platform_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, RunningProcess]]:
    """The five processes of the scene, ready."""
    logs = tmp_path_factory.mktemp("logs")
    for service in ("db_postgres_service", "db_mongo_service"):
        migrate(service, platform_environment)
    running = {
        name: RunningProcess(
            name,
            int(platform_environment[f"{name.upper()}_PORT"]),
            platform_environment,
            logs / f"{name}.log",
        )
        for name in _SERVICES
    }
    async with AsyncExitStack() as stopping:
        for process in running.values():
            stopping.push_async_callback(process.stop)
            process.start()
        for process in running.values():
            await process.answers("/ready")
        yield running


@pytest.fixture(scope="session")
async def kept_admin(processes: dict[str, RunningProcess]) -> AsyncIterator[KeptAdmin]:
    """The administrator of the running shop."""
    async with HttpClient(processes["api_service"].url) as client:
        yield KeptAdmin(Api(client))


@pytest.fixture
async def shop(processes: dict[str, RunningProcess], kept_admin: KeptAdmin) -> AsyncIterator[Shop]:
    """The running shop with a client for each side of it."""
    async with (
        client_of(
            "quintet_cli", "db_postgres_service", processes["db_postgres_service"].url, timeout=60.0
        ) as postgres,
        HttpClient(processes["payment_gateway_sandbox"].url, timeout=60.0) as gateway,
    ):
        admin = await kept_admin.fresh()
        yield Shop(admin, postgres, gateway, processes["worker_service"], processes)
