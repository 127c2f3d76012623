"""Run the statement of a write and make sense of its answer."""

from storage_contracts.atomic_write import AtomicWriteResult, IdempotencyClaim, ProductGuard

from db_postgres_service.infrastructure.atomic_write.refusal import Refusal
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import (
    StorageBusyError,
    UniqueViolationError,
    VersionConflictError,
)
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal

_ATTEMPTS = 3
"""How often a write is tried when nothing speaks against it any more."""

_RACES = frozenset({"stock_reservations_pkey"})
"""Unique constraints that a repeated write breaks only when its twin commits at the same time."""


class GuardedExecution:
    """Runs a write; explains a closed gate; wakes the relays after the commit."""

    def __init__(self, database: Database, refusal: Refusal, signal: OutboxSignal) -> None:
        self._database = database
        self._refusal = refusal
        self._signal = signal

    async def run(
        self,
        sql: str,
        document: str,
        *,
        claim: IdempotencyClaim | None,
        guards: list[ProductGuard],
        response: str | None,
        publishes: bool,
    ) -> AtomicWriteResult:
        """Return the result of the write or of the same write before.

        Raises:
            StorageError: Why nothing was written.
        """
        for _ in range(_ATTEMPTS):
            try:
                row = await self._database.write_row(sql, document)
            except VersionConflictError as error:
                raise await self._refusal.with_current_version(error) from error
            except UniqueViolationError as error:
                if error.constraint in _RACES:
                    continue
                raise
            if row is not None and row["applied"]:
                if publishes:
                    self._signal.written()
                return AtomicWriteResult(replayed=False, response=response)
            replay = await self._refusal.explain(claim, guards)
            if replay is not None:
                return replay
        raise StorageBusyError
