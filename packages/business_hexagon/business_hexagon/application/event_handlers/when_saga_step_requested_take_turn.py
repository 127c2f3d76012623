"""When it is a step's turn, take or undo it."""

from business_hexagon.application.event_handlers.consumers import STEP_SAGAS
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.sagas.stepwise.step_saga_events import SagaStepRequested
from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns


class WhenSagaStepRequestedTakeTurn:
    """Drives every saga that is made of steps.

    Args:
        turns: takes them.
    """

    def __init__(self, turns: StepSagaTurns) -> None:
        self._turns = turns

    async def handle(self, event: IncomingEvent[SagaStepRequested]) -> None:
        """Take the turn once; a duplicate or late request changes nothing.

        Raises:
            DomainError: the step cannot be undone; the message climbs the retry ladder.
            ApplicationError: as the step says; likewise.
        """
        asked = event.event
        claim = event.inbox(STEP_SAGAS)
        await self._turns.take(asked.saga_id, asked.step, claim, undo=asked.undo)
