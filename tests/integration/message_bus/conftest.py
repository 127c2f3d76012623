"""A connection, a topology and a publisher for one test of the bus."""

from collections.abc import AsyncIterator

import pytest
from message_bus.bus_metrics import BusMetrics
from message_bus.connection import BusConnection
from message_bus.publisher import Publisher
from message_bus.topology import declare_topology
from prometheus_client import CollectorRegistry

from tests.integration.message_bus.bus_scene import TOPOLOGY


@pytest.fixture
async def connection(fresh_rabbitmq_url: str) -> AsyncIterator[BusConnection]:
    """A connection to an empty virtual host."""
    connection = BusConnection(fresh_rabbitmq_url, name="test", reconnect_seconds=0.05)
    await connection.connect()
    yield connection
    await connection.close()


@pytest.fixture
async def publisher(connection: BusConnection) -> AsyncIterator[Publisher]:
    """A publisher; the topology of the test's consumer exists."""
    await declare_topology(connection, TOPOLOGY)
    publisher = Publisher(connection, metrics=BusMetrics(CollectorRegistry()))
    yield publisher
    await publisher.close()
