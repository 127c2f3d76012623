"""The ports of sagas made of steps, in memory."""

import json
from datetime import timedelta
from uuid import UUID

from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga

from tests.fakes.in_memory_documents import Fields, page_of
from tests.fakes.in_memory_storage import InMemoryStorage


class InMemoryStepSagas:
    """Implements `StepSagas`."""

    def __init__(self, storage: InMemoryStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def get(self, saga_id: UUID) -> StepSaga | None:
        """See `StepSagas.get`."""
        return self._storage.one(StepSaga, saga_id)

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """See `StepSagas.claim_overdue`."""
        now = self._clock.now()
        overdue = (
            saga
            for saga in self._storage.all_of(StepSaga)
            if saga.deadline_at is not None and saga.deadline_at <= now
        )
        return [saga.id for saga in self._storage.leased(overdue, limit, now, lease)]


class InMemoryProcessDocuments:
    """Implements `ProcessDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, process_id: UUID) -> Document | None:
        """See `ProcessDocuments.get`."""
        saga = self._storage.one(StepSaga, process_id)
        return None if saga is None else Document(json.dumps(_fields(saga)).encode(), saga.version)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `ProcessDocuments.page`."""
        return page_of(map(_fields, self._storage.all_of(StepSaga)), request)


def _fields(saga: StepSaga) -> Fields:
    return {
        "id": str(saga.id),
        "saga": saga.saga,
        "status": saga.status,
        "step": saga.step,
        "reason": saga.reason,
        "version": saga.version,
    }
