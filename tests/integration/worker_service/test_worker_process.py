"""The worker as a process: what it tells, what it outlives, how it ends."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from http_transport import HttpClient
from storage_contracts.json_value import JsonObject

from tests.fixtures.service_process import free_port
from tests.integration.api_service.api_scene import Answer
from tests.integration.worker_service.running_process import RunningProcess
from tests.integration.worker_service.saga_scene import Shop, eventually

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("order_saga")]

NOWHERE = "127.0.0.1:9"
CONSUMERS = {
    "worker_order_saga",
    "worker_refunds",
    "worker_analytics",
    "worker_notifications",
    "bot_notifications",
}


@asynccontextmanager
async def another_worker(
    environment: dict[str, str], folder: Path, **changes: str
) -> AsyncIterator[RunningProcess]:
    """A second worker with a changed environment, not waited for."""
    port = free_port()
    process = RunningProcess(
        "worker_service",
        port,
        environment | {"WORKER_SERVICE_PORT": str(port)} | changes,
        folder / "another_worker.log",
    )
    process.start()
    try:
        yield process
    finally:
        await process.stop()


async def told(shop: Shop, path: str = "/health") -> JsonObject:
    """What the worker tells about itself."""
    async with HttpClient(shop.worker.url) as client:
        return Answer(await client.request("GET", path)).body


def figures(report: JsonObject, name: str) -> JsonObject:
    """One part of its details."""
    details = report["details"]
    assert isinstance(details, dict)
    found = details[name]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", ["/health", "/ready"])
async def test_tells_backlog_times_and_relay_lag(shop: Shop, path: str) -> None:
    """For every consumer, those of the bot too."""
    order = await shop.place("card_approve")
    await order.becomes("completed")

    async def has_read() -> bool:
        return "waiting" in figures(await told(shop, path), "bot_notifications")

    await eventually(has_read)
    report = await told(shop, path)
    details = report["details"]
    assert isinstance(details, dict)
    assert set(details) >= CONSUMERS
    saga = figures(report, "worker_order_saga")
    assert saga["dead_letters"] == 0
    assert isinstance(saga["mean_seconds"], float)
    relay = figures(report, "relay")
    assert isinstance(relay["lag_seconds"], float)
    assert relay["trouble"] is None
    assert figures(report, "logs")["dropped"] == 0


async def test_serves_metrics(shop: Shop) -> None:
    """Queues, processing times and the relay, for Prometheus."""
    async with HttpClient(shop.worker.url) as client:
        body = (await client.request("GET", "/metrics")).body
    for name in (b"queue_messages", b"bus_processing_seconds", b"relay_delay_seconds"):
        assert name in body


async def test_announces_a_task_when_it_is_due(shop: Shop) -> None:
    """Once; the sweep is told as a batch."""
    due = datetime.now(UTC).isoformat()
    body: JsonObject = {"title": "Count the lanterns", "due_at": due}
    answer = await shop.admin.post("/api/v1/tasks", body)
    assert answer.status == 201, answer.response.body
    task_id = answer.text("id")

    async def is_announced() -> bool:
        return (await shop.read(f"/tasks/{task_id}"))["reminded_at"] is not None

    await eventually(is_announced)
    events = await shop.postgres.request("GET", f"/event_streams/task/{task_id}")
    assert events.body.count(b'"task.due"') == 1
    assert await shop.violations() == []


async def test_tells_when_a_service_degrades_and_recovers(shop: Shop) -> None:
    """The gateway's sandbox is the watched one here."""
    gateway = shop.processes["payment_gateway_sandbox"]

    async def degraded() -> bool:
        return "payment_gateway_sandbox" in figures(await told(shop), "degraded_services")

    async def recovered() -> bool:
        return not await degraded()

    await gateway.stop()
    await eventually(degraded)
    await gateway.start_and_wait()
    await eventually(recovered)


async def test_charges_when_the_gateway_is_back(shop: Shop) -> None:
    """An order that meets a closed gateway waits for it."""
    gateway = shop.processes["payment_gateway_sandbox"]
    await gateway.stop()
    order = await shop.place("card_approve")
    await eventually(lambda: order.is_at("charging"))
    await gateway.start_and_wait()
    await order.becomes("completed")
    assert len(await order.charges()) == 1
    assert await shop.violations() == []


async def test_finishes_orders_after_a_data_service_was_killed(shop: Shop) -> None:
    """Whatever was under way at that moment."""
    orders = [await shop.place("card_approve") for _ in range(5)]
    postgres = shop.processes["db_postgres_service"]
    postgres.send(signal.SIGKILL)
    await postgres.wait()
    await postgres.start_and_wait()
    for order in orders:
        await order.becomes("completed")
    assert await shop.violations() == []


async def test_finishes_orders_after_it_was_killed_itself(shop: Shop) -> None:
    """What it had in hand is delivered again; no charge is doubled."""
    orders = [await shop.place(card) for card in ("card_approve", "card_late", "card_timeout") * 2]
    shop.worker.send(signal.SIGKILL)
    await shop.worker.wait()
    await shop.worker.start_and_wait()
    for order in orders:
        await order.becomes("completed")
        assert len(await order.charges()) == 1
    assert await shop.violations() == []


async def test_drains_and_ends_in_order_when_it_is_told_to_stop(shop: Shop) -> None:
    """While orders flow; the next worker takes the rest, and nothing was redelivered needlessly."""
    orders = [await shop.place("card_approve") for _ in range(10)]
    shop.worker.send(signal.SIGTERM)
    assert await shop.worker.wait() == 0
    assert "work_cancelled" not in shop.worker.said
    await shop.worker.start_and_wait()
    for order in orders:
        await order.becomes("completed")
    assert await shop.violations() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"RABBITMQ_URL": f"amqp://quintet:secret@{NOWHERE}/nowhere"},
        {"DB_POSTGRES_SERVICE_URL": f"http://{NOWHERE}"},
        {"DB_MONGO_SERVICE_URL": f"http://{NOWHERE}"},
    ],
    ids=["rabbitmq", "db_postgres_service", "db_mongo_service"],
)
async def test_starts_and_ends_while_something_is_away(
    platform_environment: dict[str, str], tmp_path: Path, changes: dict[str, str]
) -> None:
    """It lives, says that it is not ready, and ends at once when it is told to."""
    async with another_worker(platform_environment, tmp_path, **changes) as worker:
        await worker.answers("/health")
        await worker.answers("/ready", 503)
        worker.send(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await worker.wait() == 0
        assert "Traceback" not in worker.said


async def test_says_in_a_sentence_what_setting_is_wrong(
    platform_environment: dict[str, str], tmp_path: Path
) -> None:
    """And does not start."""
    async with another_worker(platform_environment, tmp_path, PAYMENT_GATEWAY="stripe") as worker:
        assert await worker.wait() != 0
        assert "STRIPE_API_KEY" in worker.said
