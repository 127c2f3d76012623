"""`Sagas` over HTTP."""

from datetime import timedelta
from uuid import UUID

from pydantic import TypeAdapter
from storage_contracts.rows.saga_row import SagaRow

from storage_clients.asking import claim
from storage_clients.data_service import DataService

__all__ = ["HttpSagas"]

_ROWS = TypeAdapter(list[SagaRow])


class HttpSagas:
    """Claims overdue sagas from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """See `Sagas.claim_overdue`."""
        body = await claim(self._service, "/sagas/claim_overdue", limit, lease)
        return [row.id for row in _ROWS.validate_json(body)]
