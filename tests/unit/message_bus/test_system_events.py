"""System events wait for nobody."""

import asyncio
from collections.abc import Mapping

import pytest
from message_bus.connection import BusConnection
from message_bus.errors import BrokerUnavailable
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher
from message_bus.system_event_publisher import SystemEventPublisher

DATA: Mapping[str, str | float] = {"service": "worker_service", "version": "0.1.0", "pid": 1}


class FakePublisher(Publisher):
    """Takes events, fails, or never answers."""

    def __init__(self, error: Exception | None = None, *, hangs: bool = False) -> None:
        super().__init__(BusConnection("amqp://localhost", name="test"))
        self.events: list[OutboundEvent] = []
        self._error = error
        self._hangs = hangs

    async def publish(self, event: OutboundEvent) -> None:
        """Take one, fail, or hang."""
        if self._error is not None:
            raise self._error
        if self._hangs:
            await asyncio.Event().wait()
        self.events.append(event)


async def test_publishes_in_the_name_of_its_service() -> None:
    """Without a stream: nothing orders it."""
    publisher = FakePublisher()
    await SystemEventPublisher(publisher, "worker_service").publish("service.started", DATA)
    (event,) = publisher.events
    assert (event.event_type, event.service, event.data) == (
        "service.started",
        "worker_service",
        DATA,
    )
    assert (event.aggregate, event.user_id) == (None, None)


@pytest.mark.parametrize(
    "publisher", [FakePublisher(BrokerUnavailable("away")), FakePublisher(hangs=True)]
)
async def test_forgets_what_the_broker_does_not_take(publisher: FakePublisher) -> None:
    """At once, or when its patience is over."""
    events = SystemEventPublisher(publisher, "worker_service", patience_seconds=0.01)
    async with asyncio.timeout(5):
        await events.publish("service.stopped", DATA)
