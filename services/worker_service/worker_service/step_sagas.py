"""Every saga made of steps, put together with whatever its steps need."""

from collections.abc import Sequence

from business_hexagon.application.event_handlers.when_saga_step_requested_take_turn import (
    WhenSagaStepRequestedTakeTurn,
)
from business_hexagon.application.event_handlers.when_step_saga_overdue_resume_it import (
    WhenStepSagaOverdueResumeIt,
)
from business_hexagon.application.ports.lost_turns import LostTurns
from business_hexagon.application.sagas.stepwise.registered_saga import RegisteredSaga
from business_hexagon.application.sagas.stepwise.registered_sagas import REGISTERED_SAGAS
from business_hexagon.application.sagas.stepwise.saga_definition import DrivenSaga, SagaDefinitions
from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns
from dishka import Provider, Scope, provide, provide_all

from worker_service.lost_turns import LoggedLostTurns


class StepSagaParts(Provider):
    """Provides the definitions of sagas, their steps, and who takes them.

    Args:
        sagas: those that this worker carries out.
    """

    scope = Scope.APP

    def __init__(self, sagas: tuple[RegisteredSaga, ...] = REGISTERED_SAGAS) -> None:
        super().__init__()
        for saga in sagas:
            for step in saga.steps:
                self.provide(step)
            self.provide(saga.definition, provides=DrivenSaga)
        self.collect(DrivenSaga, provides=Sequence[DrivenSaga])

    lost_turns = provide(LoggedLostTurns, provides=LostTurns)
    turns = provide_all(
        SagaDefinitions,
        StepSagaTurns,
        WhenSagaStepRequestedTakeTurn,
        WhenStepSagaOverdueResumeIt,
    )
