"""The outbox relay: claims rows, publishes them, marks what the broker has confirmed.

Any number of relays may run. A row is claimed under a lease with a fencing token; a relay that is
killed leaves rows that another one publishes when the lease has run out. Publishing twice is
harmless (consumers have an inbox), losing is impossible: a row is marked only after its confirm.
"""

import asyncio
import time

from business_hexagon.application.errors import StorageUnavailable
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher
from prometheus_client import Counter, Gauge
from storage_clients.outbox_client import OutboxClient
from storage_contracts.outbox import ClaimedBatch
from storage_contracts.stored_event import StoredEvent
from telemetry.logs import get_logger

_LOG = get_logger("worker_service.relay_outbox")
_PUBLISHED = Counter("relay_published", "Outbox rows that the broker has confirmed.")
_RELEASED = Counter("relay_released", "Outbox rows given back because they were not confirmed.")
_LAG = Gauge("relay_lag_seconds", "Age of the oldest row of the last batch when it was confirmed.")
_BATCH = 500
_LEASE_SECONDS = 30.0
_WAIT_SECONDS = 10.0
_PAUSE_AFTER_FAILURE = 0.5


class RelayOutbox:
    """Moves events from the outbox to the broker.

    Args:
        outbox: The data service's outbox.
        publisher: The broker.
    """

    def __init__(self, outbox: OutboxClient, publisher: Publisher) -> None:
        self._outbox = outbox
        self._publisher = publisher
        self._lag_seconds = 0.0
        self._published = 0

    def details(self) -> dict[str, str | float | None]:
        """Figures for the health page."""
        return {"lag_seconds": round(self._lag_seconds, 4), "published": self._published}

    async def run(self, stop: asyncio.Event) -> None:
        """Relays until the event is set; the batch in hand is finished."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                batch = await self._claim(stopping)
                if batch is not None and batch.records:
                    await self._relay(batch)
        finally:
            stopping.cancel()

    async def _claim(self, stopping: asyncio.Task[bool]) -> ClaimedBatch | None:
        """Waits for rows, but not longer than for the order to stop."""
        claiming = asyncio.create_task(
            self._outbox.claim(
                limit=_BATCH, lease_seconds=_LEASE_SECONDS, wait_seconds=_WAIT_SECONDS
            )
        )
        await asyncio.wait((claiming, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not claiming.done():
            claiming.cancel()  # a row claimed unheard comes back when its lease ends
            await asyncio.gather(claiming, return_exceptions=True)
            return None
        try:
            return claiming.result()
        except StorageUnavailable as error:
            _LOG.warning("outbox_not_claimed", reason=error.reason)
            await asyncio.wait((stopping,), timeout=_PAUSE_AFTER_FAILURE)
            return None

    async def _relay(self, batch: ClaimedBatch) -> None:
        outcomes = await self._publisher.publish_many([_outbound(row) for row in batch.records])
        published: list[int] = []
        released: list[int] = []
        for row, outcome in zip(batch.records, outcomes, strict=True):
            if outcome.is_confirmed:
                published.append(row.position)
            else:
                released.append(row.position)
        if released:
            errors = {str(outcome.error) for outcome in outcomes if outcome.error is not None}
            _LOG.warning("events_not_confirmed", count=len(released), errors=sorted(errors)[:5])
            _RELEASED.inc(len(released))
        try:
            result = await self._outbox.mark(batch.token, published=published, released=released)
        except StorageUnavailable as error:
            # The rows are published again when their lease ends, which consumers stand.
            _LOG.warning("publication_not_marked", count=len(published), reason=error.reason)
            return
        _PUBLISHED.inc(result.marked)
        self._published += result.marked
        self._lag_seconds = time.time() - batch.records[0].occurred_at.timestamp()
        _LAG.set(self._lag_seconds)
        if released:
            await asyncio.sleep(_PAUSE_AFTER_FAILURE)


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
