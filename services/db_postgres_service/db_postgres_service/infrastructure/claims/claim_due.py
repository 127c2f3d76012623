"""Use case: claim rows whose time has come."""

from storage_contracts.pages import ClaimRequest

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement


class ClaimDue:
    """Claims rows of one kind.

    Args:
        database: Where they are.
        statement: Which ones; one of `due_rows`.
    """

    def __init__(self, database: Database, statement: CompiledStatement) -> None:
        self._database = database
        self._statement = statement

    async def claim(self, request: ClaimRequest) -> bytes:
        """Return a JSON array of the claimed rows.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        arguments = self._statement.arguments(
            {"limit": request.limit, "lease_seconds": request.lease_seconds}
        )
        rows = await self._database.write_rows(self._statement.sql, *arguments)
        return f"[{','.join(row[0] for row in rows)}]".encode()
