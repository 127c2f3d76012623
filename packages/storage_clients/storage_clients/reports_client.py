"""Reports of the relational data service: what `verify` and `replay` ask."""

from storage_contracts.reports import InvariantReport, Ledger

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.paths import with_query

__all__ = ["ReportsClient"]

_SECONDS = 300.0
"""Reports read whole tables."""


class ReportsClient:
    """Reads invariants and ledger from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def invariants(self) -> InvariantReport:
        """Check the invariants in the database.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        with translating(self._service.name):
            body = await self._service.read("/invariants", _SECONDS)
        return InvariantReport.model_validate_json(body)

    async def ledger(self, channel: str | None = None) -> Ledger:
        """Sum up what the database holds, of one sales channel or of all.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        with translating(self._service.name):
            body = await self._service.read(with_query("/ledger", [("channel", channel)]), _SECONDS)
        return Ledger.model_validate_json(body)
