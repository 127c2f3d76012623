"""Use case: claim outbox rows, waiting for some when there are none."""

import asyncio

from storage_contracts.outbox import OutboxClaim

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.outbox.statements import CLAIM, CLAIM_LOCK, PENDING

_LOOK_AGAIN_SECONDS = 1.0
"""A notification may be lost and a lease may run out: look again after this time."""

# The lock is taken by a statement before the claim, because a statement sees the database as of
# its own beginning: one that took the lock itself would not see what its predecessor claimed.
_BEGIN = f"BEGIN; SELECT pg_advisory_xact_lock({CLAIM_LOCK})"


class ClaimOutbox:
    """Claims rows under a lease, in order, one claim after the other across all processes."""

    def __init__(self, database: Database, signal: OutboxSignal) -> None:
        self._database = database
        self._signal = signal
        self._turn = asyncio.Lock()

    async def claim(self, request: OutboxClaim) -> bytes:
        """Return a `ClaimedBatch` as JSON; empty when `wait_seconds` are over.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        deadline = asyncio.get_running_loop().time() + request.wait_seconds
        changed = self._signal.next_change()
        batch, some = await self._claim(request)
        while not some and not self._signal.is_closed():
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            woken = await _is_set_within(changed, min(left, _LOOK_AGAIN_SECONDS))
            changed = self._signal.next_change()
            if self._signal.is_closed():
                break
            if woken or await self._is_pending():
                batch, some = await self._claim(request)
        return batch

    async def _is_pending(self) -> bool:
        row = await self._database.read_row(PENDING.sql)
        return bool(row and row[0])

    async def _claim(self, request: OutboxClaim) -> tuple[bytes, bool]:
        values = {"limit": request.limit, "lease_seconds": request.lease_seconds}
        async with self._turn, self._database.transaction(_BEGIN) as connection:
            row = await connection.fetchrow(CLAIM.sql, *CLAIM.arguments(values))
        if row is None:
            raise AssertionError("the claim always returns its token")
        records: str | None = row["records"]
        return f'{{"token":{row["token"]},"records":{records or "[]"}}}'.encode(), bool(records)


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
