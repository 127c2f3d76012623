"""Use case: place an order."""

from storage_contracts.atomic_write import AtomicWriteResult, PlaceOrderWrite

from db_postgres_service.infrastructure.atomic_write.guarded_execution import GuardedExecution
from db_postgres_service.infrastructure.atomic_write.place_order_statement import (
    place_order_statement,
)


class PlaceOrder:
    """Inserts an order with its lines, saga and events: the hot path."""

    def __init__(self, execution: GuardedExecution) -> None:
        self._execution = execution

    async def place(self, write: PlaceOrderWrite) -> AtomicWriteResult:
        """Place it, or return what the same request returned before.

        Raises:
            StorageError: Why nothing was written.
        """
        statement = place_order_statement(
            claims=write.idempotency is not None, guarded=bool(write.guards)
        )
        return await self._execution.run(
            statement.sql,
            write.model_dump_json(),
            claim=write.idempotency,
            guards=write.guards,
            response=write.response,
            publishes=True,
        )
