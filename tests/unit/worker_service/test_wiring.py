"""The composition: every consumer has its handlers, and nothing is missing."""

import pytest
from integration_events.subscriptions import SUBSCRIPTIONS
from message_bus.connection import BusConnection
from message_bus.retry_ladder import DEFAULT_LADDER
from pydantic import SecretStr
from worker_runtime.consumers import build_consumers
from worker_service.composition_root import build_container
from worker_service.interface.messages.handlings import handlings
from worker_service.interface.schedules.collect_metrics import CollectMetrics
from worker_service.settings import WorkerSettings

from tests.fakes.recording_system_events import RecordingSystemEvents
from tests.fixtures.service_identities import ONE_TIME_KEY, secret_signing_key


@pytest.fixture
def settings() -> WorkerSettings:
    """Settings that lead nowhere."""
    return WorkerSettings(
        rabbitmq_url=SecretStr("amqp://localhost"),
        redis_url=SecretStr("redis://localhost"),
        service_signing_key=secret_signing_key("worker_service"),
        one_time_key=SecretStr(ONE_TIME_KEY),
    )


async def test_consumes_every_queue_of_the_worker(settings: WorkerSettings) -> None:
    """All subscriptions named for the worker, no other; nothing connects."""
    container = build_container(settings)
    table = await handlings(container)
    bus = BusConnection("amqp://localhost", name="test")
    consumers = build_consumers(bus, table, DEFAULT_LADDER, 8)
    assert {each.queue for each in consumers} == {
        name for name in SUBSCRIPTIONS if name.startswith("worker_")
    }
    await container.close()


async def test_takes_stripe_when_it_is_asked_for(settings: WorkerSettings) -> None:
    """The same handlers are wired with the other gateway."""
    changes = {"payment_gateway": "stripe", "stripe_api_key": SecretStr("sk_test_1")}
    container = build_container(settings.model_copy(update=changes))
    assert await handlings(container)
    await container.close()


async def test_publishes_what_it_measures() -> None:
    """Counters and gauges of the process, by name and label, without their buckets."""
    events = RecordingSystemEvents()
    await CollectMetrics(events).collect()
    ((event_type, data),) = events.published
    assert (event_type, data["service"]) == ("metrics.collected", "worker_service")
    values = data["values"]
    assert isinstance(values, dict)
    assert "relay_published_total" in values
    assert "process_resident_memory_bytes" in values
    assert not [name for name in values if "bucket" in name or "created" in name]
