"""Publishing to a real broker: confirmed, or told why not."""

import pytest
from message_bus.connection import BusConnection
from message_bus.errors import EntityDiffers, HeldBack, InvalidEvent, Unroutable
from message_bus.publisher import Publisher
from message_bus.topology import Queue, Topology, declare_topology
from uuid6 import uuid6

from tests.integration.message_bus.bus_scene import (
    QUEUE,
    TOPOLOGY,
    Recorder,
    consumer_of,
    eventually,
    order_event,
    until_waiting_in,
)

pytestmark = pytest.mark.integration


async def test_a_confirmed_event_is_in_the_queue(
    connection: BusConnection, publisher: Publisher
) -> None:
    """When publish returns, the message is there."""
    await publisher.publish(order_event())
    await until_waiting_in(connection, QUEUE, 1)


async def test_an_event_that_no_queue_takes_is_an_error(publisher: Publisher) -> None:
    """The broker would confirm it; mandatory publishing makes it tell."""
    with pytest.raises(Unroutable):
        await publisher.publish(order_event("order.completed"))


async def test_an_unroutable_event_does_not_spoil_those_beside_it(publisher: Publisher) -> None:
    """Outcomes are per event; the rest of the failed aggregate is held back."""
    aggregate = uuid6()
    events = [
        order_event(aggregate=aggregate, version=1),
        order_event("order.completed", aggregate=aggregate, version=2),
        order_event("order.confirmed", aggregate=aggregate, version=3),
        order_event(),
    ]
    outcomes = await publisher.publish_many(events)
    assert [type(outcome.error) for outcome in outcomes] == [
        type(None),
        Unroutable,
        HeldBack,
        type(None),
    ]
    assert [outcome.event for outcome in outcomes] == events


async def test_an_event_that_does_not_fit_the_catalogue_is_not_sent(publisher: Publisher) -> None:
    """Events are validated where they leave, too."""
    event = order_event()
    broken = type(event)(
        event_type="order.created",
        event_id=event.event_id,
        timestamp=event.timestamp,
        service="api_service",
        request_id="request_1",
        user_id=None,
        data={"order_id": "not an id"},
    )
    with pytest.raises(InvalidEvent, match=r"data\.order_id"):
        await publisher.publish(broken)


async def test_a_batch_keeps_the_order_of_each_aggregate(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Ten aggregates of ten events, interleaved, arrive in order within each."""
    aggregates = [uuid6() for _ in range(10)]
    outcomes = await publisher.publish_many(
        [
            order_event(aggregate=aggregate, version=version)
            for version in range(1, 11)
            for aggregate in aggregates
        ]
    )
    assert all(outcome.is_confirmed for outcome in outcomes)
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await eventually(lambda: len(recorder.events) == 100)
    await consumer.drain()
    for aggregate in aggregates:
        versions = [
            event.aggregate_version
            for event in recorder.events
            if event.aggregate == f"order/{aggregate}"
        ]
        assert versions == list(range(1, 11))


async def test_declaring_twice_changes_nothing(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Every process declares the topology when it starts; the messages stay."""
    await publisher.publish(order_event())
    await declare_topology(connection, TOPOLOGY)
    await until_waiting_in(connection, QUEUE, 1)


async def test_declaring_otherwise_is_refused(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Another set of arguments for a queue with messages is a person's decision."""
    await publisher.publish(order_event())
    other = Topology((), (Queue(QUEUE, {"x-queue-type": "classic"}),), ())
    with pytest.raises(EntityDiffers):
        await declare_topology(connection, other)


# quintet: allow Q806 until 2027-10-31: no answer would raise, and there is nothing else to see
async def test_the_connection_answers_a_ping(connection: BusConnection) -> None:
    """What `/ready` asks."""
    await connection.ping()
