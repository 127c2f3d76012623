"""Sagas made of steps, loaded."""

from datetime import timedelta
from typing import Protocol
from uuid import UUID

from business_hexagon.application.sagas.stepwise.step_saga import StepSaga


class StepSagas(Protocol):
    """Loads sagas made of steps, of every kind.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, saga_id: UUID) -> StepSaga | None:
        """The saga as it is now, or nothing."""
        ...

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """Ids of sagas past their deadline that are not over, leased to this claimer.

        A lease that runs out makes them claimable again.
        """
        ...
