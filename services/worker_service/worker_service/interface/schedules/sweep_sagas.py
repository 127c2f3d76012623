"""Drives sagas that have stayed in a step for too long."""

import asyncio
import time
from datetime import timedelta
from uuid import UUID

from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
)
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.application.ports.system_events import SystemEvents
from business_hexagon.domain.errors import DomainError
from prometheus_client import Counter
from telemetry.logs import get_logger

_LOG = get_logger("worker_service.sweep_sagas")
_RESUMED = Counter("sagas_resumed", "Overdue sagas that were driven again.")
_CLAIMED = 50
_AT_ONCE = 10


class SweepSagas:
    """Claims overdue sagas and takes their step again.

    Args:
        sagas: Where overdue sagas are found.
        resume: Takes the step.
        events: Where batches are told.
        lease: How long a claimed saga is left to this process.
    """

    def __init__(
        self,
        sagas: Sagas,
        resume: WhenSagaOverdueResumeStep,
        events: SystemEvents,
        lease: timedelta,
    ) -> None:
        self._sagas = sagas
        self._resume = resume
        self._events = events
        self._lease = lease

    async def sweep(self) -> bool:
        """Takes one step of each overdue saga; True when there may be more of them.

        A few at the same time: each may wait for a gateway that does not answer.
        """
        began = time.perf_counter()
        overdue = await self._sagas.claim_overdue(_CLAIMED, self._lease)
        gate = asyncio.Semaphore(_AT_ONCE)
        resumed = sum(await asyncio.gather(*(self._drive(order_id, gate) for order_id in overdue)))
        if resumed:
            _RESUMED.inc(resumed)
            seconds = round(time.perf_counter() - began, 6)
            await self._events.publish(
                "batch.completed", {"batch": "saga_sweep", "size": resumed, "seconds": seconds}
            )
        return len(overdue) == _CLAIMED

    async def _drive(self, order_id: UUID, gate: asyncio.Semaphore) -> bool:
        async with gate:
            try:
                await self._resume.handle(order_id)
            except (ApplicationError, DomainError) as error:
                # It stays overdue: the next sweep claims it again when the lease has run out.
                _LOG.warning("saga_not_resumed", order_id=str(order_id), error=str(error))
                return False
            return True
