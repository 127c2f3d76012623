"""When a payment is processed, complete its order."""

from business_hexagon.application.event_handlers.consumers import ORDER_SAGA
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.sagas.complete_step import CompleteStep
from business_hexagon.domain.payments.events import PaymentProcessed


class WhenPaymentProcessedCompleteOrder:
    """Last step of the order saga; gives the money back when the order is not wanted any more.

    Args:
        step: what to do.
    """

    def __init__(self, step: CompleteStep) -> None:
        self._step = step

    async def handle(self, event: IncomingEvent[PaymentProcessed]) -> None:
        """Take the saga's step once; a duplicate or late event changes nothing.

        Raises:
            ApplicationError: as the step says; the message climbs the retry ladder.
        """
        await self._step.run(event.event.order_id, event.inbox(ORDER_SAGA))
