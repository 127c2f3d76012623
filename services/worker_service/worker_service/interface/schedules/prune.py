"""Has old rows removed: traces of settled events, keys of clients, log ins that ended.

Any number of workers may do it, and be killed at any moment: each step is one statement of the data
service, which decides by itself what is old and proven.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from business_hexagon.application.ports.clock import Clock
from integration_events.subscriptions import INBOX_CONSUMERS, event_types_for
from prometheus_client import Counter
from storage_contracts.retention import (
    Pruning,
    PruningRequest,
    SettledEvent,
    Settlement,
    SettlementRequest,
)
from telemetry.logs import get_logger

_LOG = get_logger("worker_service.prune")
_PRUNED = Counter("retention_pruned", "Rows that were removed because they were old.", ("kind",))
_UNAPPLIED = Counter(
    "retention_unapplied", "Consumers' effects that were missing when their event was settled."
)
_SUBSCRIPTIONS: Final = {name: list(event_types_for(name)) for name in INBOX_CONSUMERS}


@dataclass(frozen=True, slots=True)
class Days:
    """For how long is kept what leaves one day.

    Attributes:
        traces: Outbox rows, inbox records and keys of clients.
        ended_log_ins: Sessions and one-time tokens, after their end.
    """

    traces: int
    ended_log_ins: int


class Retention(Protocol):
    """What removes rows; see `RetentionClient`."""

    async def settle(self, request: SettlementRequest) -> Settlement:
        """Settles the oldest events, and tells whose traces can be removed."""
        ...

    async def unrecorded(self, events: Sequence[SettledEvent]) -> list[UUID]:
        """Tells which events the analytics lack."""
        ...

    async def prune(self, request: PruningRequest) -> Pruning:
        """Removes a batch of each kind."""
        ...


class Prune:
    """Settles and prunes a batch in each round.

    Args:
        retention: What removes rows.
        clock: Ours; rows are old when the database's clock says so, too.
        days: For how long rows are kept.
    """

    def __init__(self, retention: Retention, clock: Clock, days: Days) -> None:
        self._retention = retention
        self._clock = clock
        self._days = days

    async def prune(self) -> bool:
        """Removes what is old; True when there is more of it."""
        now = self._clock.now()
        settlement = await self._retention.settle(
            SettlementRequest(asked_at=now, days=self._days.traces, subscriptions=_SUBSCRIPTIONS)
        )
        unrecorded: list[UUID] = []
        if settlement.events:
            unrecorded = await self._retention.unrecorded(settlement.events)
        pruning = await self._retention.prune(
            PruningRequest(
                asked_at=now,
                keys_days=self._days.traces,
                log_ins_days=self._days.ended_log_ins,
                position=settlement.position,
                unrecorded=unrecorded,
            )
        )
        self._tell(settlement, unrecorded, pruning)
        return pruning.is_more

    def _tell(self, settlement: Settlement, unrecorded: list[UUID], pruning: Pruning) -> None:
        counts = pruning.model_dump(exclude={"is_more"})
        for kind, count in counts.items():
            _PRUNED.labels(kind).inc(count)
        _UNAPPLIED.inc(settlement.unapplied)
        if any(counts.values()):
            _LOG.info(
                "rows_pruned",
                outbox=pruning.outbox,
                inbox=pruning.inbox,
                clients_keys=pruning.clients_keys,
                ended_log_ins=pruning.sessions + pruning.one_time_tokens,
            )
        if settlement.unapplied:
            _LOG.warning("settled_though_unapplied", effects=settlement.unapplied)
        if unrecorded:
            _LOG.warning("settled_though_unrecorded", event_ids=[str(i) for i in unrecorded[:100]])
