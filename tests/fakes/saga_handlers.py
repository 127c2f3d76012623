"""The table of order event handlers, for tests: which event goes where."""

from business_hexagon.application.event_handlers.when_cancellation_requested_cancel_order import (
    WhenCancellationRequestedCancelOrder,
)
from business_hexagon.application.event_handlers.when_order_created_reserve_stock import (
    WhenOrderCreatedReserveStock,
)
from business_hexagon.application.event_handlers.when_payment_failed_cancel_order import (
    WhenPaymentFailedCancelOrder,
)
from business_hexagon.application.event_handlers.when_payment_processed_complete_order import (
    WhenPaymentProcessedCompleteOrder,
)
from business_hexagon.application.event_handlers.when_refund_requested_refund_payment import (
    WhenRefundRequestedRefundPayment,
)
from business_hexagon.application.event_handlers.when_stock_reserved_charge_payment import (
    WhenStockReservedChargePayment,
)
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.sagas.events import StockReserved
from business_hexagon.application.sagas.order_saga_steps import OrderSagaSteps
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.ordering.events import (
    OrderCancellationRequested,
    OrderCreated,
    OrderRefundRequested,
)
from business_hexagon.domain.payments.events import PaymentFailed, PaymentProcessed


class SagaHandlers:
    """Hands recorded events to the handlers of the worker; other events are nobody's."""

    def __init__(self, steps: OrderSagaSteps, refunds: WhenRefundRequestedRefundPayment) -> None:
        self._created = WhenOrderCreatedReserveStock(steps.reserve)
        self._reserved = WhenStockReservedChargePayment(steps.charge)
        self._processed = WhenPaymentProcessedCompleteOrder(steps.complete)
        self._failed = WhenPaymentFailedCancelOrder(steps.compensate)
        self._cancellation = WhenCancellationRequestedCancelOrder(steps.cancel)
        self._refunds = refunds

    async def handle(self, recorded: RecordedEvent) -> None:
        """Deliver one event."""
        match recorded.event:
            case OrderCreated() as event:
                await self._created.handle(incoming(event, recorded))
            case StockReserved() as event:
                await self._reserved.handle(incoming(event, recorded))
            case PaymentProcessed() as event:
                await self._processed.handle(incoming(event, recorded))
            case PaymentFailed() as event:
                await self._failed.handle(incoming(event, recorded))
            case OrderCancellationRequested() as event:
                await self._cancellation.handle(incoming(event, recorded))
            case OrderRefundRequested() as event:
                await self._refunds.handle(incoming(event, recorded))
            case _:
                return


def incoming[EventT: DomainEvent](event: EventT, recorded: RecordedEvent) -> IncomingEvent[EventT]:
    """The event as its consumer receives it."""
    return IncomingEvent(
        event=event,
        event_id=recorded.event_id,
        aggregate=recorded.stream,
        aggregate_version=recorded.version,
        occurred_at=recorded.occurred_at,
    )
