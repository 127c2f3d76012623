"""Hints to every process, through queues that go with them."""

import pytest
from message_bus.connection import BusConnection
from message_bus.instance_subscriber import InstanceSubscriber
from message_bus.publisher import Publisher

from tests.integration.message_bus.bus_scene import Recorder, eventually, order_event

pytestmark = pytest.mark.integration


async def test_every_instance_is_told(connection: BusConnection, publisher: Publisher) -> None:
    """Two subscribers of one name both get the event, even after one of them failed."""
    recorders = [Recorder(failures=[ValueError("a bug")]), Recorder()]
    subscribers = [
        InstanceSubscriber(
            connection, name="test_cache", patterns=["order.created"], handler=recorder
        )
        for recorder in recorders
    ]
    for subscriber in subscribers:
        subscriber.start()
        await subscriber.wait_until_subscribed()
    events = [order_event(), order_event("order.confirmed"), order_event()]
    await publisher.publish_many(events)
    await eventually(lambda: all(len(recorder.events) == 2 for recorder in recorders))
    for subscriber in subscribers:
        await subscriber.stop()
    wanted = {events[0].event_id, events[2].event_id}
    assert all(set(recorder.ids) == wanted for recorder in recorders)


@pytest.mark.usefixtures("publisher")
async def test_a_gap_is_told(connection: BusConnection) -> None:
    """Whoever may have missed something hears of it before the next event."""
    gaps: list[bool] = []

    async def note() -> None:
        gaps.append(True)

    subscriber = InstanceSubscriber(
        connection,
        name="test_cache",
        patterns=["order.created"],
        handler=Recorder(),
        when_subscribed=note,
    )
    subscriber.start()
    await subscriber.wait_until_subscribed()
    await subscriber.stop()
    subscriber.start()
    await subscriber.wait_until_subscribed()
    await subscriber.stop()
    assert gaps == [True, True]
