"""Use case: remove rows that nobody needs any more."""

from storage_contracts.retention import Pruning, PruningRequest

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.retention.old_rows import (
    CLIENTS_KEYS,
    ENDED_LOG_INS,
    ROWS_AT_ONCE,
)
from db_postgres_service.infrastructure.retention.settling import PRUNE
from db_postgres_service.infrastructure.statements.compiled_statement import (
    CompiledStatement,
    Parameter,
)


class PruneRows:
    """Removes a batch of each kind, each in a statement of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def prune(self, request: PruningRequest) -> Pruning:
        """Return how many rows are gone.

        Raises:
            StorageError: PostgreSQL refused or did not answer; some kinds may be done.
        """
        sent, applied = await self._traces(request)
        asked_at = request.asked_at
        keys = await self._count(CLIENTS_KEYS, asked_at=asked_at, days=request.keys_days)
        ended = {
            table: await self._count(statement, asked_at=asked_at, days=request.log_ins_days)
            for table, statement in ENDED_LOG_INS.items()
        }
        return Pruning(
            outbox=sent,
            inbox=applied,
            clients_keys=keys,
            **ended,
            is_more=ROWS_AT_ONCE in {keys, *ended.values()},
        )

    async def _traces(self, request: PruningRequest) -> tuple[int, int]:
        if request.position is None:
            return 0, 0
        arguments = PRUNE.arguments(
            {"position": request.position, "unrecorded": request.unrecorded}
        )
        row = await self._database.write_row(PRUNE.sql, *arguments)
        return (0, 0) if row is None else (row["outbox"], row["inbox"])

    async def _count(self, statement: CompiledStatement, **values: Parameter) -> int:
        row = await self._database.write_row(statement.sql, *statement.arguments(values))
        return 0 if row is None else int(row[0])
