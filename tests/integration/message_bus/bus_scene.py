"""What the tests of the bus share: a queue, events to send, a handler that remembers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from integration_events.catalogue import CATALOGUE
from message_bus.bus_metrics import BusMetrics
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.delivery import ReceivedEvent
from message_bus.handling import EachEvent, EventHandler, EventHandling
from message_bus.outbound_event import OutboundEvent
from message_bus.queue_stats import QueueStats
from message_bus.retry_ladder import RetryLadder
from message_bus.topology import build_topology
from prometheus_client import CollectorRegistry
from uuid6 import uuid6

QUEUE = "test_consumer"
LADDER = RetryLadder((0.02, 0.04, 0.06))
TOPOLOGY = build_topology({QUEUE: ("order.created", "order.confirmed")}, LADDER)
DEADLINE_SECONDS = 60.0


async def eventually(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Return when the condition holds; fail after a deadline."""
    async with asyncio.timeout(DEADLINE_SECONDS):
        while True:
            held = condition()
            if held if isinstance(held, bool) else await held:
                return
            await asyncio.sleep(0.01)


def order_event(
    event_type: str = "order.created",
    *,
    aggregate: UUID | None = None,
    version: int = 1,
    traceparent: str | None = None,
) -> OutboundEvent:
    """Return an event of an order, with the example's data."""
    return OutboundEvent(
        event_type=event_type,
        event_id=uuid6(),
        timestamp=datetime.now(UTC),
        service="api_service",
        request_id="request_1",
        user_id=None,
        data=CATALOGUE[event_type].example,
        schema_version=1,
        aggregate=f"order/{aggregate or uuid6()}",
        aggregate_version=version,
        traceparent=traceparent,
    )


@dataclass
class Recorder:
    """A handler that remembers, and fails as told."""

    events: list[ReceivedEvent] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def __call__(self, event: ReceivedEvent) -> None:
        """Remember the event, then raise the next failure if there is one."""
        self.events.append(event)
        if self.failures:
            raise self.failures.pop(0)

    @property
    def ids(self) -> list[UUID]:
        """The events seen, in order."""
        return [event.event_id for event in self.events]


def consumer_of(
    connection: BusConnection,
    handler: EventHandler | EventHandling,
    *,
    prefetch: int = 64,
    concurrency: int = 16,
) -> Consumer:
    """Return a consumer of the test's queue with metrics of its own."""
    handling = (
        EachEvent({"order.created": handler, "order.confirmed": handler})
        if callable(handler)
        else handler
    )
    return Consumer(
        connection,
        queue=QUEUE,
        handling=handling,
        prefetch=prefetch,
        concurrency=concurrency,
        ladder=LADDER,
        metrics=BusMetrics(CollectorRegistry()),
    )


async def waiting_in(connection: BusConnection, queue: str) -> int:
    """Return how many messages wait in a queue."""
    return (await QueueStats(connection).of(queue)).messages


async def until_waiting_in(connection: BusConnection, queue: str, count: int) -> None:
    """Return when so many messages wait in a queue.

    What a closed channel gives back comes back a little after it closed: the queue agrees on it
    with its other members first.
    """

    async def so_many() -> bool:
        return await waiting_in(connection, queue) == count

    await eventually(so_many)
