"""Losses of links, processes and queues: everything published is handled, whatever breaks."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from message_bus.connection import BusConnection
from message_bus.delivery import ReceivedEvent
from message_bus.errors import BrokerUnavailable, Retryable, Unconfirmed
from message_bus.publisher import Publisher
from message_bus.topology import RETRY_EXCHANGE, declare_topology
from uuid6 import uuid6

from tests.fixtures.severable_proxy import SeverableProxy
from tests.integration.message_bus.bus_scene import (
    QUEUE,
    TOPOLOGY,
    Recorder,
    consumer_of,
    eventually,
    order_event,
    until_waiting_in,
    waiting_in,
)

pytestmark = pytest.mark.integration


@pytest.fixture
async def proxy(fresh_rabbitmq_url: str) -> AsyncIterator[SeverableProxy]:
    """A link to the broker that can be cut."""
    parts = urlsplit(fresh_rabbitmq_url)
    async with SeverableProxy(parts.hostname or "", parts.port or 0) as proxy:
        yield proxy


@pytest.fixture
async def weak_connection(
    fresh_rabbitmq_url: str,
    proxy: SeverableProxy,
    publisher: Publisher,  # noqa: ARG001  declares the topology
) -> AsyncIterator[BusConnection]:
    """A connection through that link."""
    parts = urlsplit(fresh_rabbitmq_url)
    address = f"{parts.username}:{parts.password}@127.0.0.1:{proxy.port}"
    url = urlunsplit(parts._replace(netloc=address))
    connection = BusConnection(url, name="weak", reconnect_seconds=0.05, connect_seconds=5)
    await connection.connect()
    yield connection
    await connection.close()


async def test_a_lost_confirm_is_told_and_the_event_can_be_published_again(
    connection: BusConnection, weak_connection: BusConnection, proxy: SeverableProxy
) -> None:
    """The broker has it although its answer was lost; publishing again gives a duplicate."""
    publisher = Publisher(weak_connection)
    await publisher.publish(order_event())
    event = order_event()
    proxy.lose_answers = 1
    with pytest.raises(Unconfirmed):
        await publisher.publish(event)
    await publisher.publish(event)
    await publisher.close()
    await until_waiting_in(connection, QUEUE, 3)
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await eventually(lambda: len(recorder.events) == 3)
    await consumer.drain()
    assert recorder.ids.count(event.event_id) == 2


async def test_publishing_without_a_broker_is_an_error_and_not_a_wait_without_end(
    weak_connection: BusConnection, proxy: SeverableProxy
) -> None:
    """Nothing was sent, and later the same publisher works again."""
    publisher = Publisher(weak_connection)
    await proxy.cut()
    with pytest.raises((BrokerUnavailable, Unconfirmed)):
        await publisher.publish(order_event())
    with pytest.raises(BrokerUnavailable):
        await weak_connection.ping()
    await proxy.mend()
    await weak_connection.connect()
    await publisher.publish(order_event())
    await weak_connection.ping()
    await publisher.close()


async def test_a_consumer_comes_back_after_its_link_was_cut(
    weak_connection: BusConnection, publisher: Publisher, proxy: SeverableProxy
) -> None:
    """Five cuts while events flow: every event is handled."""
    recorder = Recorder()
    consumer = consumer_of(weak_connection, recorder)
    consumer.start()
    sent = set()
    for _ in range(5):
        events = [order_event() for _ in range(20)]
        sent |= {event.event_id for event in events}
        await publisher.publish_many(events)
        await proxy.cut()
        await proxy.mend()
    await eventually(lambda: set(recorder.ids) == sent)
    await consumer.drain()


async def test_work_in_hand_when_the_link_breaks_is_not_done_twice_at_once(
    weak_connection: BusConnection, publisher: Publisher, proxy: SeverableProxy
) -> None:
    """The redelivered message waits until the first attempt has ended."""
    gate = asyncio.Event()
    running = 0
    most = 0
    events: list[ReceivedEvent] = []

    async def handle(event: ReceivedEvent) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        events.append(event)
        await gate.wait()
        running -= 1

    consumer = consumer_of(weak_connection, handle)
    consumer.start()
    await publisher.publish(order_event())
    await eventually(lambda: running == 1)
    await proxy.cut()
    await eventually(lambda: not consumer.is_consuming)
    await proxy.mend()
    await consumer.wait_until_consuming()
    gate.set()
    await eventually(lambda: len(events) == 2 and running == 0)
    await consumer.drain()
    assert most == 1
    assert [event.redelivered for event in events] == [False, True]


async def test_drain_without_a_broker_ends(
    weak_connection: BusConnection, proxy: SeverableProxy
) -> None:
    """A process can stop while the broker is away."""
    consumer = consumer_of(weak_connection, Recorder())
    consumer.start()
    await consumer.wait_until_consuming()
    await proxy.cut()
    await eventually(lambda: not consumer.is_consuming)
    async with asyncio.timeout(15):
        assert await consumer.drain() is True


async def test_the_message_of_a_killed_consumer_goes_to_another(
    fresh_rabbitmq_url: str, connection: BusConnection, publisher: Publisher
) -> None:
    """`kill -9` in the middle of the handler."""
    event = order_event()
    await publisher.publish(event)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("hanging_consumer.py")),
        fresh_rabbitmq_url,
        QUEUE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == f"{event.event_id}\n".encode()
    process.kill()
    await process.wait()
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await eventually(lambda: len(recorder.events) == 1)
    await consumer.drain()
    assert recorder.events[0].redelivered is True
    assert await waiting_in(connection, QUEUE) == 0


async def test_a_consumer_comes_back_after_its_queue_was_deleted(
    connection: BusConnection, publisher: Publisher
) -> None:
    """The broker cancels it; it keeps trying until the queue is there again."""
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await consumer.wait_until_consuming()
    async with connection.channel(confirms=False) as channel:
        await channel.queue_delete(QUEUE)
    await eventually(lambda: not consumer.is_consuming)
    await declare_topology(connection, TOPOLOGY)
    event = order_event()
    await publisher.publish(event)
    await eventually(lambda: recorder.ids == [event.event_id])
    await consumer.drain()


async def test_a_failed_message_without_a_ladder_stays_in_its_queue(
    connection: BusConnection, publisher: Publisher
) -> None:
    """The original is acknowledged only after its copy is confirmed."""
    async with connection.channel(confirms=False) as channel:
        await channel.exchange_delete(RETRY_EXCHANGE)
    aggregate = uuid6()
    recorder = Recorder(failures=[Retryable("not yet")])
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await publisher.publish(order_event(aggregate=aggregate))
    await eventually(lambda: len(recorder.events) == 2)
    await consumer.drain()
    assert [event.attempt for event in recorder.events] == [1, 1]
    assert recorder.events[1].redelivered is True
    assert await waiting_in(connection, QUEUE) == 0
