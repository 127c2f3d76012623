"""Drives sagas that have stayed in a step for too long."""

import asyncio
import time
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.ports.system_events import SystemEvents
from business_hexagon.domain.errors import DomainError
from prometheus_client import Counter
from telemetry.logs import get_logger

_LOG = get_logger("worker_service.sweep_sagas")
_RESUMED = Counter("sagas_resumed", "Overdue sagas that were driven again.")
_CLAIMED = 50
_AT_ONCE = 10


class OverdueSagas(Protocol):
    """Where overdue sagas are found."""

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """Ids of overdue sagas, left to this process until the lease runs out."""
        ...


class ResumeSaga(Protocol):
    """Takes the step of an overdue saga again."""

    async def handle(self, saga_id: UUID, /) -> None:
        """Resume one saga."""
        ...


class SweepSagas:
    """Claims overdue sagas and takes their step again.

    Args:
        sagas: Where overdue sagas are found.
        resume: Takes the step.
        events: Where batches are told.
        lease: How long a claimed saga is left to this process.
        batch: What a batch of them is called.
    """

    def __init__(
        self,
        sagas: OverdueSagas,
        resume: ResumeSaga,
        events: SystemEvents,
        lease: timedelta,
        batch: str = "saga_sweep",
    ) -> None:
        self._sagas = sagas
        self._resume = resume
        self._events = events
        self._lease = lease
        self._batch = batch

    async def sweep(self) -> bool:
        """Takes one step of each overdue saga; True when there may be more of them.

        A few at the same time: each may wait for a gateway that does not answer.
        """
        began = time.perf_counter()
        overdue = await self._sagas.claim_overdue(_CLAIMED, self._lease)
        gate = asyncio.Semaphore(_AT_ONCE)
        resumed = sum(await asyncio.gather(*(self._drive(saga_id, gate) for saga_id in overdue)))
        if resumed:
            _RESUMED.inc(resumed)
            seconds = round(time.perf_counter() - began, 6)
            await self._events.publish(
                "batch.completed", {"batch": self._batch, "size": resumed, "seconds": seconds}
            )
        return len(overdue) == _CLAIMED

    async def _drive(self, saga_id: UUID, gate: asyncio.Semaphore) -> bool:
        async with gate:
            try:
                await self._resume.handle(saga_id)
            # It stays overdue: the next sweep claims it again when the lease has run out.
            except (ApplicationError, DomainError) as error:
                _LOG.warning("saga_not_resumed", saga_id=str(saga_id), error=str(error))
                return False
            except Exception as error:  # noqa: BLE001  a mistake of ours holds up no other saga
                _LOG.exception("saga_not_resumed", saga_id=str(saga_id), error=repr(error))
                return False
            return True
