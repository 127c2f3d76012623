"""When a refund is requested, give the money back and take the goods in."""

from uuid import UUID

from business_hexagon.application.errors import NotFound
from business_hexagon.application.event_handlers.consumers import REFUNDS
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.payment_gateway import (
    PaymentGateway,
    RefundResult,
)
from business_hexagon.application.ports.payment_gateway import RefundStatus as GatewayAnswer
from business_hexagon.application.ports.stock_operations import RestockStock, StockOperation
from business_hexagon.application.sagas.order_demands import returned_goods
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.domain.ordering.events import OrderRefundRequested
from business_hexagon.domain.ordering.refund import Refund, RefundStatus
from business_hexagon.domain.payments.payment import Payment


class WhenRefundRequestedRefundPayment:
    """Carries a refund out: the gateway's key is the refund's id, so it happens once.

    Args:
        turns: takes turns on the process.
        gateway: gives the money back.
        clock: the time.
    """

    def __init__(self, turns: ProcessTurns, gateway: PaymentGateway, clock: Clock) -> None:
        self._turns = turns
        self._gateway = gateway
        self._clock = clock

    async def handle(self, event: IncomingEvent[OrderRefundRequested]) -> None:
        """Refund once; a duplicate or late event changes nothing.

        A refund that the gateway refuses for good becomes `failed`, and its pieces can be
        refunded again.

        Raises:
            NotFound: the order has no such refund or was never paid.
            GatewayTimeout: no answer; the same key finds the refund next time.
            GatewayUnavailable: the gateway could not be asked.
        """
        refund_id = event.event.refund_id

        async def decide(process: OrderProcess) -> Change:
            return await self._refund(process, refund_id)

        await self._turns.take(event.event.order_id, decide, event.inbox(REFUNDS))

    async def _refund(self, process: OrderProcess, refund_id: UUID) -> Change:
        order, payment = process.order, process.payment
        refund = order.refund(refund_id)
        if refund is None:
            raise NotFound("refund", str(refund_id))
        if refund.status is not RefundStatus.REQUESTED:
            return Change()
        if payment is None:
            raise NotFound("payment", str(order.id))
        result = await self._give_back(refund, payment)
        if result is not None and result.status is GatewayAnswer.DECLINED:
            order.fail_refund(refund_id, result.reason or "declined", self._clock.now())
            return Change(saves=(order,))
        order.complete_refund(refund_id, self._clock.now())
        payment.refund(
            refund.charge_amount,
            refund_id=refund_id,
            user_id=order.user_id,
            contact_email=None if order.contact_email is None else order.contact_email.value,
            gateway_reference=None if result is None else result.reference,
        )
        returns = returned_goods(order, refund)
        stock: tuple[StockOperation, ...] = (RestockStock(order.id, returns),) if returns else ()
        return Change(saves=(order, payment), stock=stock)

    async def _give_back(self, refund: Refund, payment: Payment) -> RefundResult | None:
        """Ask the gateway; nothing when there is nothing to give back."""
        if refund.charge_amount.is_zero:
            return None
        return await self._gateway.refund(
            str(refund.id), payment.gateway_reference or "", refund.charge_amount
        )
