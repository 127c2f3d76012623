"""Workers: no message is left lying, whenever it comes."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from aiormq.abc import DeliveredMessage
from integration_events.catalogue import CATALOGUE
from integration_events.envelope import new_envelope
from message_bus.ack_ledger import AckLedger
from message_bus.bus_metrics import BusMetrics
from message_bus.delivery import Delivery, ReceivedEvent
from message_bus.errors import Retryable
from message_bus.failure_routing import FailureRouting
from message_bus.workers import Workers
from pamqp.commands import Basic
from pamqp.header import ContentHeader
from prometheus_client import CollectorRegistry
from uuid6 import uuid6


class RecordingLedger(AckLedger):
    """Remembers what is done instead of telling a broker."""

    def __init__(self) -> None:
        self.finished: list[int] = []

    @property
    def is_usable(self) -> bool:
        """Always."""
        return True

    def done(self, tag: int) -> None:
        """Remember."""
        self.finished.append(tag)


class RecordingRouting(FailureRouting):
    """Remembers failures instead of publishing them."""

    def __init__(self) -> None:
        self.routed: list[Exception] = []

    async def route(self, delivery: Delivery, error: Exception) -> None:  # noqa: ARG002  as above
        """Remember."""
        self.routed.append(error)


class Handling:
    """Does what it is told between two messages."""

    batch_size = 1

    def __init__(self) -> None:
        self.handled = 0
        self.then: list[Delivery] = []
        self.workers: Workers | None = None
        self.error: BaseException | None = None

    async def handle(self, events: Sequence[ReceivedEvent]) -> list[Exception | None]:
        """Let the next message come when this call is over but its task is not yet gone."""
        self.handled += len(events)
        if self.then and self.workers is not None:
            asyncio.get_running_loop().call_soon(self.workers.put, self.then.pop())
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        return [None] * len(events)


def delivery(tag: int, ledger: AckLedger) -> Delivery:
    """Return a message with an event."""
    body = new_envelope(
        event_type="order.confirmed",
        event_id=uuid6(),
        timestamp=datetime.now(UTC),
        service="worker_service",
        request_id="request_1",
        user_id=None,
        data=CATALOGUE["order.confirmed"].example,
    ).to_bytes()
    header = ContentHeader(properties=Basic.Properties(message_type="order.confirmed"))
    return Delivery(
        DeliveredMessage(
            delivery=Basic.Deliver(delivery_tag=tag),
            header=header,
            body=body,
            channel=None,  # type: ignore[arg-type]  # nothing here speaks to a broker
        ),
        ledger,
    )


@pytest.fixture
def handling() -> Handling:
    """A handling to be told what to do."""
    return Handling()


@pytest.fixture
def routing() -> RecordingRouting:
    """Where failures go."""
    return RecordingRouting()


@pytest.fixture
def workers(handling: Handling, routing: RecordingRouting) -> Workers:
    """One worker at a time."""
    metrics = BusMetrics(CollectorRegistry()).of_consumer("test_consumer")
    workers = Workers(handling, routing, metrics, concurrency=1)
    handling.workers = workers
    return workers


async def settle() -> None:
    """Let everything that is ready run."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_message_that_comes_as_the_last_worker_ends_is_handled(
    workers: Workers, handling: Handling
) -> None:
    """That worker has looked for the last time, so another must start."""
    ledger = RecordingLedger()
    handling.then = [delivery(2, ledger)]
    workers.put(delivery(1, ledger))
    await settle()
    assert ledger.finished == [1, 2]
    assert workers.active == 0


async def test_a_cancellation_from_within_does_not_end_the_work(
    workers: Workers, handling: Handling, routing: RecordingRouting
) -> None:
    """A library that cancels what the handler awaits fails one message, not the worker."""
    ledger = RecordingLedger()
    handling.error = asyncio.CancelledError()
    handling.then = [delivery(2, ledger)]
    workers.put(delivery(1, ledger))
    await settle()
    assert [type(error) for error in routing.routed] == [Retryable]
    assert ledger.finished == [1, 2]


async def test_a_bug_in_the_handling_is_a_failure_like_others(
    workers: Workers, handling: Handling, routing: RecordingRouting
) -> None:
    """Its message goes up the ladder, the next one is handled."""
    ledger = RecordingLedger()
    handling.error = KeyError("a bug")
    workers.put(delivery(1, ledger))
    workers.put(delivery(2, ledger))
    await settle()
    assert [type(error) for error in routing.routed] == [KeyError]
    assert ledger.finished == [1, 2]


async def test_nothing_begins_after_the_stop(workers: Workers, handling: Handling) -> None:
    """It stays unacknowledged, for somebody else."""
    ledger = RecordingLedger()
    assert await workers.stop(1) is True
    workers.put(delivery(1, ledger))
    await settle()
    assert (handling.handled, ledger.finished) == (0, [])
