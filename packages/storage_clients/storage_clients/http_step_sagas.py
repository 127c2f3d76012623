"""`StepSagas` over HTTP."""

from datetime import timedelta
from uuid import UUID

from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from pydantic import TypeAdapter
from storage_contracts.rows.step_saga_row import StepSagaRow

from storage_clients.asking import claim, find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.step_saga_mapping import step_saga_from_row
from storage_clients.paths import path_to

__all__ = ["HttpStepSagas"]

_ROWS = TypeAdapter(list[StepSagaRow])


class HttpStepSagas:
    """Loads and claims sagas made of steps from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, saga_id: UUID) -> StepSaga | None:
        """See `StepSagas.get`."""
        path = path_to("step_sagas", saga_id)
        return await find_one(self._service, path, StepSagaRow, step_saga_from_row)

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """See `StepSagas.claim_overdue`."""
        body = await claim(self._service, "/step_sagas/claim_overdue", limit, lease)
        return [row.id for row in _ROWS.validate_json(body)]
