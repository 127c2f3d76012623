"""Every saga made of steps, put together with whatever its steps need."""

from business_hexagon.application.event_handlers.when_saga_step_requested_take_turn import (
    WhenSagaStepRequestedTakeTurn,
)
from business_hexagon.application.event_handlers.when_step_saga_overdue_resume_it import (
    WhenStepSagaOverdueResumeIt,
)
from business_hexagon.application.sagas.stepwise.registered_sagas import (
    REGISTERED_SAGAS,
    RegisteredSaga,
)
from business_hexagon.application.sagas.stepwise.saga_definition import SagaDefinitions
from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns
from dishka import AsyncContainer, Provider, Scope, provide, provide_all


class StepSagaParts(Provider):
    """Provides the definitions of sagas, their steps, and who takes them.

    Args:
        sagas: those that this worker carries out.
    """

    scope = Scope.APP

    def __init__(self, sagas: tuple[RegisteredSaga, ...] = REGISTERED_SAGAS) -> None:
        super().__init__()
        self._sagas = sagas
        for saga in sagas:
            for part in (*saga.steps, saga.definition):
                self.provide(part)

    turns = provide_all(StepSagaTurns, WhenSagaStepRequestedTakeTurn, WhenStepSagaOverdueResumeIt)

    @provide
    async def definitions(self, container: AsyncContainer) -> SagaDefinitions:
        """All of them, by their names."""
        return SagaDefinitions([await container.get(saga.definition) for saga in self._sagas])
