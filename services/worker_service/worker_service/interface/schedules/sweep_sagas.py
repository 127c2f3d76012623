"""Drives sagas that have stayed in a step for too long."""

from datetime import timedelta

from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
)
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.domain.errors import DomainError
from prometheus_client import Counter
from telemetry.logs import get_logger

_LOG = get_logger("worker_service.sweep_sagas")
_RESUMED = Counter("sagas_resumed", "Overdue sagas that were driven again.")
_AT_ONCE = 50


class SweepSagas:
    """Claims overdue sagas and takes their step again.

    Args:
        sagas: Where overdue sagas are found.
        resume: Takes the step.
        lease: How long a claimed saga is left to this process.
    """

    def __init__(self, sagas: Sagas, resume: WhenSagaOverdueResumeStep, lease: timedelta) -> None:
        self._sagas = sagas
        self._resume = resume
        self._lease = lease

    async def sweep(self) -> bool:
        """Takes one step of each overdue saga; True when there may be more of them."""
        overdue = await self._sagas.claim_overdue(_AT_ONCE, self._lease)
        for order_id in overdue:
            try:
                await self._resume.handle(order_id)
            except (ApplicationError, DomainError) as error:
                # It stays overdue: the next sweep claims it again when the lease has run out.
                _LOG.warning("saga_not_resumed", order_id=str(order_id), error=str(error))
            else:
                _RESUMED.inc()
        return len(overdue) == _AT_ONCE
