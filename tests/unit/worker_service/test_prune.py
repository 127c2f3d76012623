"""The worker's part in retention: it asks in the right order, and tells what left."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from integration_events.subscriptions import INBOX_CONSUMERS
from prometheus_client import REGISTRY
from storage_contracts.retention import (
    Pruning,
    PruningRequest,
    SettledEvent,
    Settlement,
    SettlementRequest,
)
from structlog.testing import capture_logs
from worker_service.interface.schedules.prune import Days, Prune

from tests.fakes.stepping_clock import SteppingClock

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAYS = Days(traces=30, ended_log_ins=90)
EVENT = SettledEvent(event_id=uuid4(), occurred_at=NOW)


class Retention:
    """Answers as it was told; remembers what it was asked."""

    def __init__(
        self, settlement: Settlement, pruning: Pruning, unrecorded: Sequence[UUID] = ()
    ) -> None:
        self._settlement = settlement
        self._pruning = pruning
        self._unrecorded = list(unrecorded)
        self.asked: list[SettlementRequest | Sequence[SettledEvent] | PruningRequest] = []

    async def settle(self, request: SettlementRequest) -> Settlement:
        """See `Retention.settle`."""
        self.asked.append(request)
        return self._settlement

    async def unrecorded(self, events: Sequence[SettledEvent]) -> list[UUID]:
        """See `Retention.unrecorded`."""
        self.asked.append(events)
        return self._unrecorded

    async def prune(self, request: PruningRequest) -> Pruning:
        """See `Retention.prune`."""
        self.asked.append(request)
        return self._pruning


def _pruned(kind: str) -> float:
    return REGISTRY.get_sample_value("retention_pruned_total", {"kind": kind}) or 0.0


async def test_asks_the_analytics_before_the_last_other_trace_leaves() -> None:
    """The outbox rows that the analytics lack are named in the request that removes the others."""
    retention = Retention(
        Settlement(position=7, events=[EVENT]), Pruning(inbox=2), [EVENT.event_id]
    )
    with capture_logs() as logs:
        assert not await Prune(retention, SteppingClock(NOW), DAYS).prune()
    settle, events, prune = retention.asked
    assert isinstance(settle, SettlementRequest)
    assert (settle.asked_at, settle.days) == (NOW, 30)
    assert set(settle.subscriptions) == set(INBOX_CONSUMERS)
    assert all(settle.subscriptions.values())
    assert events == [EVENT]
    assert isinstance(prune, PruningRequest)
    assert (prune.keys_days, prune.log_ins_days) == (30, 90)
    assert (prune.position, prune.unrecorded) == (7, [EVENT.event_id])
    assert [log["event"] for log in logs] == ["rows_pruned", "settled_though_unrecorded"]


async def test_asks_nothing_of_the_analytics_when_nothing_is_settled() -> None:
    """Other rows leave all the same, and a round in which nothing did says nothing."""
    retention = Retention(Settlement(), Pruning())
    with capture_logs() as logs:
        assert not await Prune(retention, SteppingClock(NOW), DAYS).prune()
    _, prune = retention.asked
    assert isinstance(prune, PruningRequest)
    assert prune.position is None
    assert logs == []


async def test_goes_on_at_once_while_there_is_more_and_counts_what_left() -> None:
    """Full batches follow each other; effects that were missing are warned of."""
    before = _pruned("sessions")
    retention = Retention(Settlement(settled=9, unapplied=2), Pruning(sessions=5_000, is_more=True))
    with capture_logs() as logs:
        assert await Prune(retention, SteppingClock(NOW), DAYS).prune()
    assert _pruned("sessions") - before == 5_000
    assert [(log["event"], log["log_level"]) for log in logs] == [
        ("rows_pruned", "info"),
        ("settled_though_unapplied", "warning"),
    ]
