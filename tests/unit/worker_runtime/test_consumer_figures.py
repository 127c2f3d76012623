"""What the health page tells of each consumer."""

from collections.abc import Iterable

import pytest
from message_bus.bus_metrics import BusMetrics
from message_bus.connection import BusConnection
from message_bus.errors import BrokerUnavailable, BusError, EntityMissing
from message_bus.queue_stats import QueueStat, QueueStats
from message_bus.retry_ladder import RetryLadder
from prometheus_client import CollectorRegistry
from worker_runtime.consumer_figures import ConsumerFigures
from worker_runtime.read_backlog import ReadBacklog

LADDER = RetryLadder((1.0, 5.0))
LENGTHS = {
    "worker_refunds": 3,
    "worker_refunds_retry_1s": 2,
    "worker_refunds_retry_5s": 5,
    "worker_refunds_dead_letters": 1,
}


class FakeStats(QueueStats):
    """Knows these queues, or fails."""

    def __init__(self, error: BusError | None = None) -> None:
        super().__init__(BusConnection("amqp://localhost", name="test"))
        self.error = error

    async def of_many(self, queues: Iterable[str]) -> list[QueueStat]:
        """Answer, or fail."""
        if self.error is not None:
            raise self.error
        return [QueueStat(queue, LENGTHS[queue], 1) for queue in queues]


class Declaring:
    """Counts declarations."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> None:
        """Count."""
        self.times += 1


def backlog_of(stats: FakeStats, declare: Declaring) -> ReadBacklog:
    """The backlog of one consumer."""
    return ReadBacklog(stats, declare, ("worker_refunds",), LADDER)


async def test_tells_what_waits_retries_and_is_dead() -> None:
    """Rungs are summed up; before the first reading nothing is claimed."""
    backlog = backlog_of(FakeStats(), Declaring())
    assert backlog.of("worker_refunds") == {}
    await backlog.read()
    assert backlog.of("worker_refunds") == {"waiting": 3, "retrying": 7, "dead_letters": 1}


async def test_declares_again_what_a_broker_has_lost() -> None:
    """Consumers and relay find their queues again; the last figures stay."""
    stats, declare = FakeStats(), Declaring()
    backlog = backlog_of(stats, declare)
    await backlog.read()
    stats.error = EntityMissing("no queue")
    await backlog.read()
    assert declare.times == 1
    assert backlog.of("worker_refunds")["waiting"] == 3


async def test_a_broker_that_is_away_is_not_asked_to_declare() -> None:
    """The schedule logs it and looks again."""
    declare = Declaring()
    with pytest.raises(BrokerUnavailable):
        await backlog_of(FakeStats(BrokerUnavailable("away")), declare).read()
    assert declare.times == 0


async def test_tells_processing_times() -> None:
    """Mean, and the bound under which 95 of 100 stay."""
    metrics = BusMetrics(CollectorRegistry())
    backlog = backlog_of(FakeStats(), Declaring())
    await backlog.read()
    figures = ConsumerFigures(metrics, backlog)
    assert "mean_seconds" not in figures.of("worker_refunds")
    times = metrics.of_consumer("worker_refunds")
    for _ in range(99):
        times.processing.observe(0.004)
    times.processing.observe(2.0)
    times.in_flight.inc(2)
    told = figures.of("worker_refunds")
    assert (told["processed"], told["in_flight"], told["waiting"]) == (100, 2, 3)
    assert told["mean_seconds"] == pytest.approx(0.02396)
    assert told["p95_seconds_at_most"] == 0.005


async def test_tells_no_bound_when_most_take_longer_than_any() -> None:
    """Beyond the last bucket there is none."""
    metrics = BusMetrics(CollectorRegistry())
    metrics.of_consumer("worker_refunds").processing.observe(1000.0)
    told = ConsumerFigures(metrics, backlog_of(FakeStats(), Declaring())).of("worker_refunds")
    assert told["p95_seconds_at_most"] is None
