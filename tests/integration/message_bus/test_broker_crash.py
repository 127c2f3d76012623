"""`kill -9` of the broker while events flow: what was confirmed is there afterwards."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from message_bus.bus_metrics import BusMetrics
from message_bus.connection import BusConnection
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher
from message_bus.topology import declare_topology
from prometheus_client import CollectorRegistry
from quintet_cli.servers.rabbitmq import RabbitmqServer
from quintet_cli.servers.server_set import open_servers

from tests.integration.message_bus.bus_scene import (
    QUEUE,
    TOPOLOGY,
    Recorder,
    consumer_of,
    eventually,
    order_event,
    waiting_in,
)

pytestmark = pytest.mark.integration

SETTLING_SECONDS = 6.0
"""RabbitMQ 3.10 may lose a quorum queue that was declared less than 3 s before the kill."""


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[RabbitmqServer]:
    """A broker of the test's own, which it may kill."""
    servers = open_servers(tmp_path / "servers", os.environ)
    await servers.install(["rabbitmq"])
    await servers.start(["rabbitmq"])
    broker = servers["rabbitmq"]
    assert isinstance(broker, RabbitmqServer)
    yield broker
    kill(broker)  # nothing here deserves the six seconds of a clean end
    await servers.stop()


def kill(broker: RabbitmqServer) -> None:
    """End it as a power cut would."""
    if broker.pid is not None:
        os.killpg(os.getpgid(broker.pid), signal.SIGKILL)


async def publish_until_confirmed(publisher: Publisher, events: list[OutboundEvent]) -> None:
    """Do what a relay does: publish again what is not confirmed."""
    while events:
        outcomes = await publisher.publish_many(events)
        events = [outcome.event for outcome in outcomes if not outcome.is_confirmed]


async def test_nothing_is_lost_when_the_broker_is_killed(broker: RabbitmqServer) -> None:
    """Publisher and consumer go through the crash; each event is handled, none waits."""
    connection = BusConnection(broker.url, name="crash", reconnect_seconds=0.1)
    await connection.connect()
    await declare_topology(connection, TOPOLOGY)
    declared_at = time.monotonic()
    publisher = Publisher(connection, metrics=BusMetrics(CollectorRegistry()))
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    sent: list[OutboundEvent] = []
    resumed = asyncio.Event()

    async def flow() -> None:
        while not resumed.is_set():
            events = [order_event() for _ in range(20)]
            sent.extend(events)
            await publish_until_confirmed(publisher, events)

    flowing = asyncio.create_task(flow())
    await eventually(lambda: time.monotonic() - declared_at > SETTLING_SECONDS)
    kill(broker)
    await broker.wait_ended()
    await eventually(lambda: not consumer.is_consuming)
    await broker.start()
    await consumer.wait_until_consuming()
    resumed.set()
    await flowing
    await eventually(lambda: set(recorder.ids) == {event.event_id for event in sent})
    await consumer.drain()
    assert len(sent) > 40
    assert await waiting_in(connection, QUEUE) == 0
    await publisher.close()
    await connection.close()
