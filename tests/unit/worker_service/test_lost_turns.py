"""A turn that was passed while it was taken is told in the log."""

from uuid import UUID

from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from structlog.testing import capture_logs
from worker_service.lost_turns import LoggedLostTurns

from tests.fakes.stepping_clock import MORNING
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import PARCEL_DELIVERY


def test_the_log_names_the_saga_the_lost_turn_and_where_the_saga_stands() -> None:
    """That is what somebody needs who looks whether something was done elsewhere after all."""
    saga = StepSaga.begin(UUID(int=7), PARCEL_DELIVERY, {}, started_by=None, deadline_at=MORNING)
    saga.step_given_up("gateway_timeout", MORNING)
    saga.step_undone({}, MORNING)
    with capture_logs() as lines:
        LoggedLostTurns().tell(saga, "weigh_parcel", undo=False)
    assert lines == [
        {
            "event": "saga_turn_lost",
            "log_level": "warning",
            "saga": "parcel_delivery",
            "saga_id": str(saga.id),
            "step": "weigh_parcel",
            "undo": False,
            "stands_at": None,
            "status": "compensated",
        }
    ]
