"""When a saga made of steps is overdue, take its turn again."""

from uuid import UUID

from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns


class WhenStepSagaOverdueResumeIt:
    """The sweeper's hand: whatever was lost, the saga moves on.

    Args:
        turns: takes them.
    """

    def __init__(self, turns: StepSagaTurns) -> None:
        self._turns = turns

    async def handle(self, saga_id: UUID) -> None:
        """Resume one saga; nothing when it is over.

        Raises:
            DomainError: the step cannot be undone; the saga stays overdue and is claimed again.
            Exception: as the step or its write says; likewise, and a step is given up in the end.
        """
        await self._turns.resume(saga_id)
