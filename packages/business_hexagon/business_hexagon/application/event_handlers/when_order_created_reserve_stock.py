"""When an order is created, reserve its stock."""

from business_hexagon.application.event_handlers.consumers import ORDER_SAGA
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.sagas.reserve_step import ReserveStep
from business_hexagon.domain.ordering.events import OrderCreated


class WhenOrderCreatedReserveStock:
    """First step of the order saga.

    Args:
        step: what to do.
    """

    def __init__(self, step: ReserveStep) -> None:
        self._step = step

    async def handle(self, event: IncomingEvent[OrderCreated]) -> None:
        """Take the saga's step once; a duplicate or late event changes nothing.

        Raises:
            ApplicationError: as the step says; the message climbs the retry ladder.
        """
        await self._step.run(event.event.order_id, event.inbox(ORDER_SAGA))
