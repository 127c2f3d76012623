"""The bot as a process without a token: it lives, says so, and keeps its queue empty."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from http_transport import HttpClient
from integration_events.catalogue import CATALOGUE
from message_bus.connection import BusConnection
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher
from message_bus.queue_stats import QueueStats
from message_bus.topology import build_topology, declare_topology
from uuid6 import uuid6

from tests.fixtures.service_process import free_port
from tests.fixtures.until_status import until_status
from tests.integration.api_service.api_scene import Answer
from tests.integration.worker_service.running_process import RunningProcess
from tests.integration.worker_service.saga_scene import eventually

pytestmark = pytest.mark.integration

QUEUE = "bot_notifications"


@pytest.fixture
async def connection(fresh_rabbitmq_url: str) -> AsyncIterator[BusConnection]:
    """A connection of the test's own."""
    connection = BusConnection(fresh_rabbitmq_url, name="test")
    yield connection
    await connection.close()


def a_bot(rabbitmq_url: str, redis_url: str, folder: Path) -> RunningProcess:
    """A bot without a token, not started."""
    port = free_port()
    environment = {
        "BOT_SERVICE_PORT": str(port),
        "BOT_TOKEN": "",
        "RABBITMQ_URL": rabbitmq_url,
        "REDIS_URL": redis_url,
        "DB_POSTGRES_SERVICE_URL": "http://127.0.0.1:9",
        "DB_MONGO_SERVICE_URL": "http://127.0.0.1:9",
    }
    return RunningProcess("bot_service", port, environment, folder / "bot.log")


@pytest.fixture
async def bot(
    fresh_rabbitmq_url: str, redis_url: str, tmp_path: Path
) -> AsyncIterator[RunningProcess]:
    """It runs and is ready."""
    process = a_bot(fresh_rabbitmq_url, redis_url, tmp_path)
    await process.start_and_wait()
    yield process
    await process.stop()


async def test_says_that_it_has_no_token_and_is_ready(bot: RunningProcess) -> None:
    """An idle bot is no fault."""
    async with HttpClient(bot.url) as client:
        health = Answer(await client.request("GET", "/health")).body
        await until_status(200, lambda: client.request("GET", "/ready"))
    details = health["details"]
    assert isinstance(details, dict)
    assert details["telegram"] == {"status": "no token configured"}


async def test_consumes_what_it_cannot_tell(bot: RunningProcess, connection: BusConnection) -> None:
    """Its queue appears while it runs already, and does not fill up."""
    assert bot.pid
    await declare_topology(connection, build_topology())
    publisher = Publisher(connection)
    for _ in range(20):
        await publisher.publish(
            OutboundEvent(
                event_type="order.completed",
                event_id=uuid6(),
                timestamp=datetime.now(UTC),
                service="worker_service",
                request_id="request_1",
                user_id=None,
                data=CATALOGUE["order.completed"].example,
                schema_version=1,
            )
        )
    stats = QueueStats(connection)

    async def is_empty() -> bool:
        stat = await stats.of(QUEUE)
        return stat.consumers == 1 and stat.messages == 0

    await eventually(is_empty)
    await publisher.close()


async def test_tells_its_start_and_its_end(
    fresh_rabbitmq_url: str, redis_url: str, tmp_path: Path, connection: BusConnection
) -> None:
    """As system events, which the analytics queue takes."""
    await declare_topology(connection, build_topology())
    bot = a_bot(fresh_rabbitmq_url, redis_url, tmp_path)
    await bot.start_and_wait()

    async def has(number: int) -> bool:
        return (await QueueStats(connection).of("worker_analytics")).messages == number

    await eventually(lambda: has(1))
    assert await bot.stop() == 0
    await eventually(lambda: has(2))
    async with connection.channel(confirms=False) as channel:
        told = [
            json.loads((await channel.basic_get("worker_analytics", no_ack=True)).body)
            for _ in range(2)
        ]
    assert [event["event_type"] for event in told] == ["service.started", "service.stopped"]
    assert {event["data"]["service"] for event in told} == {"bot_service"}


async def test_lives_and_ends_while_the_broker_is_away(redis_url: str, tmp_path: Path) -> None:
    """It says that it is not ready, and ends at once when it is told to."""
    bot = a_bot("amqp://quintet:secret@127.0.0.1:9/nowhere", redis_url, tmp_path)
    bot.start()
    await bot.answers("/health")
    await bot.answers("/ready", 503)
    async with asyncio.timeout(15):
        assert await bot.stop() == 0
