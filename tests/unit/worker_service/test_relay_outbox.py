"""The relay marks what is confirmed, gives back what may go well, and never ends by itself."""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime

from business_hexagon.application.errors import StorageUnavailable
from integration_events.catalogue import CATALOGUE
from message_bus.errors import BrokerUnavailable, BusError, HeldBack, InvalidEvent, Unroutable
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import PublishOutcome
from storage_contracts.outbox import ClaimedBatch, PublicationResult
from storage_contracts.stored_event import StoredEvent
from uuid6 import uuid6
from worker_service.interface.schedules.relay_outbox import RelayOutbox

DEADLINE = 30.0


def row(position: int, stream: str = "order/1f0c7a52-55f2-6d10-b1a9-0242ac120002") -> StoredEvent:
    """An outbox row."""
    return StoredEvent.model_validate(
        {
            "stream": stream,
            "version": position,
            "event_id": uuid6(),
            "event_type": "order.cancelled",
            "occurred_at": datetime.now(UTC),
            "data": dict(CATALOGUE["order.cancelled"].example),
            "position": position,
            "service": "worker_service",
            "request_id": "request_1",
        }
    )


class FakeOutbox:
    """Hands out what it is given, then waits; remembers what is marked."""

    def __init__(self, *claims: ClaimedBatch | Exception) -> None:
        self.marks: list[tuple[int, list[int], list[int]]] = []
        self.empty = asyncio.Event()
        self.marking_fails: Exception | None = None
        self._claims = deque(claims)

    async def claim(self, *, limit: int, lease_seconds: float, wait_seconds: float) -> ClaimedBatch:
        """Give the next, or wait for ever."""
        assert limit
        assert lease_seconds > wait_seconds
        if not self._claims:
            self.empty.set()
            await asyncio.Event().wait()
        claim = self._claims.popleft()
        if isinstance(claim, Exception):
            raise claim
        return claim

    async def mark(
        self, token: int, *, published: Sequence[int], released: Sequence[int]
    ) -> PublicationResult:
        """Remember."""
        if self.marking_fails is not None:
            raise self.marking_fails
        self.marks.append((token, list(published), list(released)))
        return PublicationResult(marked=len(published), released=len(released))


class FakeBroker:
    """Confirms everything but what it is told to fail, by position in the stream."""

    def __init__(self, **failures: BusError) -> None:
        self.published: list[int | None] = []
        self._failures = {int(name.removeprefix("at_")): error for name, error in failures.items()}

    async def publish_many(self, events: Sequence[OutboundEvent]) -> list[PublishOutcome]:
        """Remember and answer."""
        outcomes = []
        for event in events:
            error = self._failures.get(event.aggregate_version or 0)
            if error is None:
                self.published.append(event.aggregate_version)
            outcomes.append(PublishOutcome(event, error))
        return outcomes


async def relay_until_idle(outbox: FakeOutbox, broker: FakeBroker) -> RelayOutbox:
    """Run a relay until it waits for rows, then stop it."""
    stop = asyncio.Event()
    relay = RelayOutbox(outbox, broker, pause_seconds=0.001)
    running = asyncio.create_task(relay.run(stop))
    async with asyncio.timeout(DEADLINE):
        await outbox.empty.wait()
        stop.set()
        await running
    return relay


async def test_marks_what_the_broker_has_confirmed() -> None:
    """With the token of the claim, and tells how old the oldest was."""
    outbox = FakeOutbox(ClaimedBatch(token=7, records=[row(1), row(2)]))
    broker = FakeBroker()
    relay = await relay_until_idle(outbox, broker)
    assert broker.published == [1, 2]
    assert outbox.marks == [(7, [1, 2], [])]
    details = relay.details()
    assert details["published"] == 2
    assert details["trouble"] is None
    assert isinstance(details["lag_seconds"], float)


async def test_gives_back_what_may_go_well_at_once() -> None:
    """A broker that is away holds up its rows no longer than it is away."""
    outbox = FakeOutbox(ClaimedBatch(token=1, records=[row(1), row(2), row(3)]))
    broker = FakeBroker(at_2=BrokerUnavailable("away"), at_3=HeldBack("3", "behind 2"))
    await relay_until_idle(outbox, broker)
    assert outbox.marks == [(1, [1], [2, 3])]


async def test_leaves_what_cannot_go_well_to_its_lease() -> None:
    """A row without a route, and those of its stream behind it, pause; other streams flow."""
    other = "order/1f0c7a52-55f2-6d10-b1a9-0242ac120003"
    outbox = FakeOutbox(
        ClaimedBatch(token=1, records=[row(1), row(2), row(3, other), row(4, other)])
    )
    broker = FakeBroker(
        at_1=InvalidEvent("1", "odd"), at_2=HeldBack("2", "behind 1"), at_4=Unroutable("4", "no")
    )
    await relay_until_idle(outbox, broker)
    assert outbox.marks == [(1, [3], [])]


async def test_survives_every_failure() -> None:
    """Of claiming, whatever it is, and of marking."""
    outbox = FakeOutbox(
        StorageUnavailable("db_postgres_service", "away"),
        ValueError("an unreadable answer"),
        ClaimedBatch(token=1, records=[]),
        ClaimedBatch(token=2, records=[row(1)]),
    )
    await relay_until_idle(outbox, FakeBroker())
    assert outbox.marks == [(2, [1], [])]

    outbox = FakeOutbox(ClaimedBatch(token=3, records=[row(1)]))
    outbox.marking_fails = StorageUnavailable("db_postgres_service", "away")
    relay = await relay_until_idle(outbox, FakeBroker())
    assert relay.details()["published"] == 0


async def test_tells_its_trouble_and_does_not_wait_for_its_pause_when_stopped() -> None:
    """The health page says why nothing moves; an hour's pause ends with the order to stop."""
    stop = asyncio.Event()
    asked = asyncio.Event()

    class AwayOutbox(FakeOutbox):
        async def claim(
            self, *, limit: int, lease_seconds: float, wait_seconds: float
        ) -> ClaimedBatch:
            asked.set()
            return await super().claim(
                limit=limit, lease_seconds=lease_seconds, wait_seconds=wait_seconds
            )

    outbox = AwayOutbox(StorageUnavailable("db_postgres_service", "away"))
    relay = RelayOutbox(outbox, FakeBroker(), pause_seconds=3600)
    running = asyncio.create_task(relay.run(stop))
    async with asyncio.timeout(DEADLINE):
        await asked.wait()
        stop.set()
        await running
    assert "away" in str(relay.details()["trouble"])
