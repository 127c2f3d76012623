"""Consuming from a real broker: once, in order, and with the request's context."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest
from message_bus.connection import BusConnection
from message_bus.delivery import ReceivedEvent
from message_bus.errors import RejectMessage
from message_bus.handling import InBatches
from message_bus.publisher import Publisher
from message_bus.topology import dead_letters_queue
from telemetry.request_context import RequestContext, current_context
from uuid6 import uuid6

from tests.integration.message_bus.bus_scene import (
    QUEUE,
    Recorder,
    consumer_of,
    eventually,
    order_event,
    until_waiting_in,
    waiting_in,
)

pytestmark = pytest.mark.integration


async def test_a_handler_gets_the_event_as_it_was_published(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Envelope, stream, version and attempt."""
    sent = order_event(version=7)
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await publisher.publish(sent)
    await eventually(lambda: len(recorder.events) == 1)
    await consumer.drain()
    event = recorder.events[0]
    assert (event.event_id, event.event_type) == (sent.event_id, "order.created")
    assert (event.aggregate, event.aggregate_version) == (sent.aggregate, 7)
    assert (event.attempt, event.redelivered) == (1, False)
    assert event.envelope.timestamp == sent.timestamp
    assert await waiting_in(connection, QUEUE) == 0


async def test_a_handler_runs_in_the_context_of_the_request(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Request id and trace context cross the broker."""
    traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
    contexts: list[RequestContext] = []

    async def note(_: ReceivedEvent) -> None:
        contexts.append(current_context())

    consumer = consumer_of(connection, note)
    consumer.start()
    await publisher.publish(order_event(traceparent=traceparent))
    await eventually(lambda: len(contexts) == 1)
    await consumer.drain()
    assert contexts == [RequestContext("request_1", None, traceparent)]


async def test_a_duplicate_is_handed_over_again(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Delivery is at least once; the inbox behind the handler makes the effect happen once."""
    event = order_event()
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await asyncio.gather(publisher.publish(event), publisher.publish(event))
    await eventually(lambda: len(recorder.events) == 2)
    await consumer.drain()
    assert recorder.ids == [event.event_id, event.event_id]


async def test_out_of_order_events_arrive_as_they_were_published(
    connection: BusConnection, publisher: Publisher
) -> None:
    """The bus does not sort: the version tells the handler."""
    aggregate = uuid6()
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    for version in (2, 1, 3):
        await publisher.publish(order_event(aggregate=aggregate, version=version))
    await eventually(lambda: len(recorder.events) == 3)
    await consumer.drain()
    assert [event.aggregate_version for event in recorder.events] == [2, 1, 3]


async def test_one_aggregate_is_never_handled_twice_at_once_but_others_are(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Eight aggregates overlap, none with itself."""
    running: Counter[str] = Counter()
    most: Counter[str] = Counter()
    together = 0
    gate = asyncio.Event()
    seen: dict[str, list[int]] = defaultdict(list)

    async def handle(event: ReceivedEvent) -> None:
        nonlocal together
        stream = event.aggregate or ""
        running[stream] += 1
        most[stream] = max(most[stream], running[stream])
        together = max(together, sum(running.values()))
        if together >= 8:
            gate.set()
        await gate.wait()
        await asyncio.sleep(0)
        running[stream] -= 1
        seen[stream].append(event.aggregate_version or 0)

    aggregates = [uuid6() for _ in range(8)]
    await publisher.publish_many(
        [
            order_event(aggregate=aggregate, version=version)
            for aggregate in aggregates
            for version in range(1, 6)
        ]
    )
    consumer = consumer_of(connection, handle, concurrency=8)
    consumer.start()
    await eventually(lambda: sum(map(len, seen.values())) == 40)
    await consumer.drain()
    assert together == 8
    assert set(most.values()) == {1}
    assert all(versions == [1, 2, 3, 4, 5] for versions in seen.values())


async def test_a_batch_is_handed_over_in_one_call(
    connection: BusConnection, publisher: Publisher
) -> None:
    """What has arrived while the last call ran comes together."""
    calls: list[int] = []

    async def handle(events: Sequence[ReceivedEvent]) -> None:
        calls.append(len(events))

    await publisher.publish_many([order_event() for _ in range(200)])
    consumer = consumer_of(
        connection, InBatches(handle, batch_size=50), prefetch=200, concurrency=1
    )
    consumer.start()
    await eventually(lambda: sum(calls) == 200)
    await consumer.drain()
    assert max(calls) <= 50
    assert len(calls) < 100
    assert await waiting_in(connection, QUEUE) == 0


async def test_one_bad_event_of_a_batch_fails_alone(
    connection: BusConnection, publisher: Publisher
) -> None:
    """The call fails, each is tried alone, the bad one becomes a dead letter."""
    bad = order_event()
    done: list[ReceivedEvent] = []

    async def handle(events: Sequence[ReceivedEvent]) -> None:
        if any(event.event_id == bad.event_id for event in events):
            raise RejectMessage("bad")
        done.extend(events)

    good = [order_event() for _ in range(20)]
    await publisher.publish_many([*good[:10], bad, *good[10:]])
    consumer = consumer_of(connection, InBatches(handle), prefetch=200, concurrency=1)
    consumer.start()

    async def buried() -> bool:
        return await waiting_in(connection, dead_letters_queue(QUEUE)) == 1

    await eventually(buried)
    await eventually(lambda: len(done) == 20)
    await consumer.drain()
    assert {event.event_id for event in done} == {event.event_id for event in good}


async def test_drain_finishes_what_is_in_work_and_returns_the_rest(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Two are in work, three wait: two are acknowledged, three are back in the queue."""
    begun: list[ReceivedEvent] = []
    ended: list[ReceivedEvent] = []
    gate = asyncio.Event()

    async def handle(event: ReceivedEvent) -> None:
        begun.append(event)
        await gate.wait()
        ended.append(event)

    await publisher.publish_many([order_event() for _ in range(5)])
    consumer = consumer_of(connection, handle, concurrency=2)
    consumer.start()
    await eventually(lambda: len(begun) == 2)
    draining = asyncio.create_task(consumer.drain())
    await asyncio.sleep(0)
    gate.set()
    assert await draining is True
    assert (len(begun), len(ended)) == (2, 2)
    await until_waiting_in(connection, QUEUE, 3)


async def test_drain_gives_up_on_late_work_which_comes_again(
    connection: BusConnection, publisher: Publisher
) -> None:
    """A handler that hangs is cancelled at the deadline; its message is not lost."""
    hanging = asyncio.Event()

    async def hang(_: ReceivedEvent) -> None:
        hanging.set()
        await asyncio.Event().wait()

    await publisher.publish(order_event())
    consumer = consumer_of(connection, hang)
    consumer.start()
    await hanging.wait()
    assert await consumer.drain(within_seconds=0.01) is False
    await until_waiting_in(connection, QUEUE, 1)
