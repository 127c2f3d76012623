"""Turns of sagas that were lost, in the log."""

from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from telemetry.logs import get_logger

_LOG = get_logger("worker_service.lost_turns")


class LoggedLostTurns:
    """Implements `LostTurns`."""

    def tell(self, saga: StepSaga, step: str, *, undo: bool) -> None:
        """See `LostTurns.tell`; harmless when the same turn was taken by another process."""
        _LOG.warning(
            "saga_turn_lost",
            saga=saga.saga,
            saga_id=str(saga.id),
            step=step,
            undo=undo,
            stands_at=saga.step,
            status=saga.status.value,
        )
