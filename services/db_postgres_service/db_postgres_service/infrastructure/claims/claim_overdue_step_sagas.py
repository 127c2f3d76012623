"""Use case: claim sagas made of steps whose deadline has passed."""

from storage_contracts.pages import ClaimRequest

from db_postgres_service.infrastructure.claims.lease_statement import lease_statement
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.schema.step_sagas import UNFINISHED, step_sagas


class ClaimOverdueStepSagas:
    """Claims sagas of every kind that are not over, are past their deadline and are nobody's."""

    _STATEMENT = lease_statement(step_sagas, UNFINISHED, "deadline_at")

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, request: ClaimRequest) -> bytes:
        """Return a JSON array of `StepSagaRow`.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        arguments = self._STATEMENT.arguments(
            {"limit": request.limit, "lease_seconds": request.lease_seconds}
        )
        rows = await self._database.write_rows(self._STATEMENT.sql, *arguments)
        return f"[{','.join(row[0] for row in rows)}]".encode()
