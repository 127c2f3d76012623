"""Use case: claim tasks that are due and whose reminder has not gone out."""

from storage_contracts.pages import ClaimRequest

from db_postgres_service.infrastructure.claims.lease_statement import lease_statement
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.schema.tasks import UNREMINDED, tasks


class ClaimDueTasks:
    """Claims open tasks that are due, not yet reminded of for this due time, and nobody's."""

    _STATEMENT = lease_statement(tasks, UNREMINDED, "due_at")

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, request: ClaimRequest) -> bytes:
        """Return a JSON array of `TaskRow`.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        arguments = self._STATEMENT.arguments(
            {"limit": request.limit, "lease_seconds": request.lease_seconds}
        )
        rows = await self._database.write_rows(self._STATEMENT.sql, *arguments)
        return f"[{','.join(row[0] for row in rows)}]".encode()
