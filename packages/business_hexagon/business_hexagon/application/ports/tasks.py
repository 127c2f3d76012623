"""Tasks, loaded."""

from datetime import timedelta
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.tasks.task import Task


class Tasks(Protocol):
    """Loads tasks.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, task_id: UUID) -> Task | None:
        """The task as it is now, or nothing."""
        ...

    async def claim_due(self, limit: int, lease: timedelta) -> list[Task]:
        """Open tasks that are due and not yet reminded of, leased to this claimer.

        A lease that runs out makes them claimable again.
        """
        ...
