"""Undoing an order: money first, then stock, then the order."""

from uuid import UUID

from business_hexagon.application.errors import RefundDeclined
from business_hexagon.application.ports.atomic_writes import Change, Saved
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.payment_gateway import PaymentGateway, RefundStatus
from business_hexagon.application.ports.stock_operations import ReleaseStock, StockOperation
from business_hexagon.application.sagas.order_demands import has_goods
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.payments.payment import Payment


class Compensation:
    """Undoes what an order saga did.

    Args:
        gateway: gives money back.
    """

    def __init__(self, gateway: PaymentGateway) -> None:
        self._gateway = gateway

    async def undo(self, process: OrderProcess, reason: str) -> Change:
        """End the saga with everything undone.

        The caller makes sure that no charge is undecided.

        Args:
            process: its saga holds stock.
            reason: why, for the customer.
        """
        saves: list[Saved] = [process.order, process.saga]
        if process.payment is not None:
            await self.give_back(process.order, process.payment)
            if process.payment.pending:
                saves.append(process.payment)
        goods = has_goods(process.order)
        process.order.cancel(reason)
        process.saga.compensated(reason, holds_stock=goods)
        stock: tuple[StockOperation, ...] = (ReleaseStock(process.order.id),) if goods else ()
        return Change(saves=tuple(saves), stock=stock)

    async def give_back(self, order: Order, payment: Payment) -> None:
        """Refund what the payment still holds, if anything, under the order's one key.

        Raises:
            RefundDeclined: the gateway refuses; somebody must look.
        """
        if not payment.holds_money:
            return
        amount = payment.remaining
        reference = payment.gateway_reference
        if not amount.is_zero:
            key = refund_key(order.id)
            result = await self._gateway.refund(key, reference or "", amount)
            if result.status is RefundStatus.DECLINED:
                raise RefundDeclined(order.id, result.reason or "declined")
            reference = result.reference
        payment.refund(
            amount,
            refund_id=None,
            user_id=order.user_id,
            contact_email=None if order.contact_email is None else order.contact_email.value,
            gateway_reference=reference,
        )


def refund_key(order_id: UUID) -> str:
    """The gateway's idempotency key of an order's compensation."""
    return f"{order_id}:compensate"
