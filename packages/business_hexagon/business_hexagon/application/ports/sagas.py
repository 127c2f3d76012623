"""Sagas that wait too long."""

from datetime import timedelta
from typing import Protocol
from uuid import UUID


class Sagas(Protocol):
    """Finds sagas to resume."""

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """Order ids of running sagas past their deadline, leased to this claimer.

        A lease that runs out makes them claimable again.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
