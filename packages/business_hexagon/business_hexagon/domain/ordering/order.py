"""An order: what was bought, how far it is, and what was given back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from business_hexagon.domain.ordering import order_facts, pricing, refunding
from business_hexagon.domain.ordering.errors import (
    NothingToRefund,
    OrderAlreadyCancelled,
    OrderAlreadyCompleted,
    OrderNotCompleted,
    OrderTransitionRefused,
    RefundUnknown,
)
from business_hexagon.domain.ordering.events import (
    OrderCancellationRequested,
    OrderCancelled,
    OrderCompleted,
    OrderConfirmed,
    OrderRefundCompleted,
    OrderRefundFailed,
    OrderRefundRequested,
)
from business_hexagon.domain.ordering.order_draft import OrderDraft
from business_hexagon.domain.ordering.order_state import OrderState
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.ordering.refund import RefundItem, RefundStatus


class Order(OrderState):
    """An order.

    pending → confirmed → completed, or pending → cancelled; a completed order can be refunded
    line by line. Only its saga moves it from pending.
    """

    __slots__ = ()

    @classmethod
    def place(cls, order_id: UUID, draft: OrderDraft) -> Self:
        """A new pending order."""
        order = cls()
        order._record(order_facts.created(order_id, draft))
        return order

    def request_cancellation(self, reason: str) -> None:
        """Ask the saga to cancel.

        Raises:
            OrderAlreadyCompleted: too late.
            OrderAlreadyCancelled: nothing left to do.
        """
        if self.status is OrderStatus.CANCELLED:
            raise OrderAlreadyCancelled(self.id)
        if self.status is not OrderStatus.PENDING:
            raise OrderAlreadyCompleted(self.id)
        self._record(
            OrderCancellationRequested(order_id=self.id, user_id=self.user_id, reason=reason)
        )

    def confirm(self, payment_id: UUID) -> None:
        """Paid, and every piece is set aside.

        Raises:
            OrderTransitionRefused: the order is not pending.
        """
        self._require(OrderStatus.PENDING, OrderStatus.CONFIRMED)
        self._record(OrderConfirmed(order_id=self.id, user_id=self.user_id, payment_id=payment_id))

    def complete(self, now: datetime) -> None:
        """Sold.

        Raises:
            OrderTransitionRefused: the order is not confirmed.
        """
        self._require(OrderStatus.CONFIRMED, OrderStatus.COMPLETED)
        self._record(
            OrderCompleted(
                order_id=self.id,
                user_id=self.user_id,
                contact_email=self._contact(),
                channel=self.channel,
                country=self.shipping_address.country,
                currency=self.currency,
                total=self.total.amount,
                charge_amount=self.charge_amount.amount,
                ordered_at=self.ordered_at,
                completed_at=now,
            )
        )

    def cancel(self, reason: str) -> None:
        """Given up; the saga holds nothing of it any more.

        Raises:
            OrderTransitionRefused: the order is not pending.
        """
        self._require(OrderStatus.PENDING, OrderStatus.CANCELLED)
        self._record(
            OrderCancelled(
                order_id=self.id,
                user_id=self.user_id,
                contact_email=self._contact(),
                reason=reason,
            )
        )

    def request_refund(
        self,
        refund_id: UUID,
        items: Sequence[RefundItem],
        *,
        reason: str,
        reference: str | None,
        now: datetime,
    ) -> None:
        """Give back pieces of lines.

        Raises:
            OrderNotCompleted: only completed orders can be refunded.
            OrderLineUnknown: an item names no line.
            RefundExceedsLine: more pieces than are left.
            RefundExceedsTotal: more money than is left.
            RefundNegative: the items sum to less than nothing.
            InvalidValue: no item, a line twice, or less than one piece.
        """
        if self.status is not OrderStatus.COMPLETED:
            raise OrderNotCompleted(self.id, self.status)
        lines = refunding.refund_lines(self.lines, items)
        amount = pricing.refund_amount(lines, self.currency)
        refunding.require_refundable(amount, self.total - self.refunded_amount)
        self._record(
            OrderRefundRequested(
                order_id=self.id,
                refund_id=refund_id,
                reason=reason,
                reference=reference,
                lines=order_facts.refunded_lines(lines),
                amount=amount.amount,
                charge_amount=pricing.refund_charge(self.refunds, amount).amount,
                requested_at=now,
            )
        )

    def require_refundable_rest(self) -> tuple[RefundItem, ...]:
        """Everything that was not given back yet, as the items of one refund.

        Raises:
            OrderNotCompleted: only completed orders can be refunded.
            NothingToRefund: no piece or no money is left.
        """
        if self.status is not OrderStatus.COMPLETED:
            raise OrderNotCompleted(self.id, self.status)
        rest = refunding.rest_of(self.lines)
        left = self.total - self.refunded_amount
        if not rest or left.is_zero:
            raise NothingToRefund(self.id)
        return rest

    def complete_refund(self, refund_id: UUID, now: datetime) -> None:
        """The money of a refund went back.

        Raises:
            RefundUnknown: there is no such refund in progress.
        """
        self._require_open_refund(refund_id)
        self._record(OrderRefundCompleted(order_id=self.id, refund_id=refund_id, completed_at=now))

    def fail_refund(self, refund_id: UUID, reason: str, now: datetime) -> None:
        """The gateway refused a refund for good; its pieces can be refunded again.

        Raises:
            RefundUnknown: there is no such refund in progress.
        """
        self._require_open_refund(refund_id)
        self._record(
            OrderRefundFailed(order_id=self.id, refund_id=refund_id, reason=reason, failed_at=now)
        )

    def _contact(self) -> str | None:
        return None if self.contact_email is None else self.contact_email.value

    def _require(self, status: OrderStatus, wanted: OrderStatus) -> None:
        if self.status is not status:
            raise OrderTransitionRefused(self.id, self.status, wanted)

    def _require_open_refund(self, refund_id: UUID) -> None:
        refund = self.refund(refund_id)
        if refund is None or refund.status is not RefundStatus.REQUESTED:
            raise RefundUnknown(refund_id)
