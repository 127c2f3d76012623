"""`LogInAttemptsReader` over HTTP."""

from business_hexagon.domain.identity.lockout import LogInAttempts
from storage_contracts.identity import LogInAttemptsRow

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.paths import path_to

__all__ = ["HttpLogInAttempts"]


class HttpLogInAttempts:
    """Has db_postgres_service count failures in the audit."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def of(self, subject_key: str) -> LogInAttempts:
        """See `LogInAttemptsReader.of`."""
        with translating(self._service.name):
            body = await self._service.read(path_to("log_in_attempts", subject_key))
        row = LogInAttemptsRow.model_validate_json(body)
        return LogInAttempts(failures=row.failures, last_failure_at=row.last_failure_at)
