"""Use case: apply an atomic write."""

from storage_contracts.atomic_write import AtomicWrite, AtomicWriteResult

from db_postgres_service.infrastructure.atomic_write.document import document_of
from db_postgres_service.infrastructure.atomic_write.guarded_execution import GuardedExecution
from db_postgres_service.infrastructure.atomic_write.statement import (
    WriteShape,
    atomic_write_statement,
)


class ApplyAtomicWrite:
    """Everything of one state change, or nothing of it."""

    def __init__(self, execution: GuardedExecution) -> None:
        self._execution = execution

    async def apply(self, write: AtomicWrite) -> AtomicWriteResult:
        """Apply it, or return what the same write returned before.

        Raises:
            StorageError: Why nothing was written.
        """
        document = document_of(write)
        if document.shape == WriteShape():
            return AtomicWriteResult(replayed=False, response=write.response)  # nothing to write
        return await self._execution.run(
            atomic_write_statement(document.shape).sql,
            document.text,
            claim=write.idempotency,
            guards=write.guards,
            response=write.response,
            publishes=document.shape.events or document.shape.moves_stock,
        )
