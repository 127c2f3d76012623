"""The outbox relay: claims rows, publishes them, marks what the broker has confirmed.

Any number of relays may run. A row is claimed under a lease with a fencing token; a relay that is
killed leaves rows that another one publishes when the lease has run out. Publishing twice is
harmless (consumers have an inbox), losing is impossible: a row is marked only after its confirm.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Protocol

from message_bus.errors import InvalidEvent, Unroutable
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import PublishOutcome
from prometheus_client import Counter, Gauge, Histogram
from storage_contracts.outbox import ClaimedBatch, PublicationResult
from storage_contracts.stored_event import StoredEvent
from telemetry.logs import get_logger
from telemetry.redaction import redact_text

_LOG = get_logger("worker_service.relay_outbox")
_PUBLISHED = Counter("relay_published", "Outbox rows that the broker has confirmed.")
_UNCONFIRMED = Counter("relay_unconfirmed", "Outbox rows that were not confirmed.")
_LAG = Gauge("relay_lag_seconds", "Age of the oldest row of the last batch when it was confirmed.")
_DELAY = Histogram(
    "relay_delay_seconds",
    "From an event's moment to its confirm, of the oldest row of each batch.",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0),
)
_BATCH = 500
_LEASE_SECONDS = 30.0
_WAIT_SECONDS = 10.0
_PAUSE_AFTER_FAILURE = 0.5


class Outbox(Protocol):
    """The part of the data service's outbox that a relay needs; see `OutboxClient`."""

    async def claim(self, *, limit: int, lease_seconds: float, wait_seconds: float) -> ClaimedBatch:
        """Claims rows, waiting for some when there are none."""
        ...

    async def mark(
        self, token: int, *, published: Sequence[int], released: Sequence[int]
    ) -> PublicationResult:
        """Marks rows as published and gives others back."""
        ...


class Events(Protocol):
    """The part of the broker that a relay needs; see `Publisher`."""

    async def publish_many(self, events: Sequence[OutboundEvent]) -> list[PublishOutcome]:
        """Publishes each stream in its order; says for each event what became of it."""
        ...


class RelayOutbox:
    """Moves events from the outbox to the broker.

    Args:
        outbox: The data service's outbox.
        events: The broker.
        pause_seconds: How long to wait after something failed.
    """

    def __init__(
        self, outbox: Outbox, events: Events, *, pause_seconds: float = _PAUSE_AFTER_FAILURE
    ) -> None:
        self._outbox = outbox
        self._events = events
        self._pause_seconds = pause_seconds
        self._lag_seconds = 0.0
        self._published = 0
        self._claimed_at = time.monotonic()
        self._trouble: str | None = None

    def details(self) -> dict[str, str | float | None]:
        """Figures for the health page."""
        return {
            "lag_seconds": round(self._lag_seconds, 4),
            "published": self._published,
            "seconds_since_claim": round(time.monotonic() - self._claimed_at, 1),
            "trouble": self._trouble,
        }

    async def run(self, stop: asyncio.Event) -> None:
        """Relays until the event is set; the batch in hand is finished. No failure ends it."""
        stopping = asyncio.create_task(stop.wait(), name="relay told to stop")
        try:
            while not stop.is_set():
                try:
                    is_well = await self._round(stopping)
                    self._trouble = None if is_well else "not confirmed by the broker"
                except Exception as error:  # noqa: BLE001  without its relay the platform stands
                    is_well = False
                    self._trouble = redact_text(str(error)) or type(error).__name__
                    _LOG.warning("relay_failed", error=repr(error))
                if not is_well:
                    await asyncio.wait((stopping,), timeout=self._pause_seconds)
        finally:
            stopping.cancel()

    async def _round(self, stopping: asyncio.Task[bool]) -> bool:
        batch = await self._claim(stopping)
        self._claimed_at = time.monotonic()
        if batch is None or not batch.records:
            return True
        return await self._relay(batch)

    async def _claim(self, stopping: asyncio.Task[bool]) -> ClaimedBatch | None:
        """Waits for rows, but not longer than for the order to stop."""
        claiming = asyncio.create_task(
            self._outbox.claim(
                limit=_BATCH, lease_seconds=_LEASE_SECONDS, wait_seconds=_WAIT_SECONDS
            ),
            name="claim outbox",
        )
        try:
            await asyncio.wait((claiming, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not claiming.done():
                claiming.cancel()  # a row claimed unheard comes back when its lease ends
                await asyncio.gather(claiming, return_exceptions=True)
        return None if claiming.cancelled() else claiming.result()

    async def _relay(self, batch: ClaimedBatch) -> bool:
        """Publishes a batch; False when something was not confirmed for a passing reason."""
        outcomes = await self._events.publish_many([_outbound(row) for row in batch.records])
        published: list[int] = []
        released: list[int] = []
        stuck = set[str]()
        for row, outcome in zip(batch.records, outcomes, strict=True):
            if outcome.is_confirmed:
                published.append(row.position)
            elif isinstance(outcome.error, InvalidEvent | Unroutable) or row.stream in stuck:
                # Given back it would come again at once: its lease is its pause.
                stuck.add(row.stream)
            else:
                released.append(row.position)
        if unconfirmed := len(batch.records) - len(published):
            errors = {str(outcome.error) for outcome in outcomes if outcome.error is not None}
            _LOG.warning("events_not_confirmed", count=unconfirmed, errors=sorted(errors)[:5])
            _UNCONFIRMED.inc(unconfirmed)
        if published or released:
            # Not marked, because the data service is away: they are published again when their
            # lease ends, which consumers stand.
            result = await self._outbox.mark(batch.token, published=published, released=released)
            _PUBLISHED.inc(result.marked)
            self._published += result.marked
        if published:
            self._measure(batch.records[0])
        return not released

    def _measure(self, oldest: StoredEvent) -> None:
        self._lag_seconds = max(0.0, time.time() - oldest.occurred_at.timestamp())
        _LAG.set(self._lag_seconds)
        _DELAY.observe(self._lag_seconds)


def _outbound(row: StoredEvent) -> OutboundEvent:
    return OutboundEvent(
        event_type=row.event_type,
        event_id=row.event_id,
        timestamp=row.occurred_at,
        service=row.service,
        request_id=row.request_id,
        user_id=row.user_id,
        data=row.data,
        schema_version=row.schema_version,
        aggregate=row.stream,
        aggregate_version=row.version,
        traceparent=row.traceparent,
    )
