"""An order: what was bought, how far it is, and what was given back."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.ordering import order_facts, pricing, refunding
from business_hexagon.domain.ordering.errors import (
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
    OrderCreated,
    OrderEvent,
    OrderRefundCompleted,
    OrderRefundFailed,
    OrderRefundRequested,
)
from business_hexagon.domain.ordering.order_draft import OrderDraft
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.ordering.refund import Refund, RefundItem, RefundStatus
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money


class Order(Aggregate[OrderEvent]):
    """An order.

    pending → confirmed → completed, or pending → cancelled; a completed order can be refunded
    line by line. Only its saga moves it from pending.

    Attributes:
        user_id: the customer; nothing for a guest.
        contact_email: where to write to.
        channel: where it came from.
        reference: the channel's own number of it.
        ordered_at: when the customer ordered, UTC.
        currency: three letters of ISO 4217.
        shipping_address: where it goes.
        payment_method: what the gateway charges.
        lines: what was bought.
        total: exact sum of the lines.
        charge_amount: the total, rounded once to the currency's minor unit.
        status: how far it is.
        refunds: what was given back, in the order of the requests.
        cancellation_reason: why it was cancelled.
        completed_at: when it was completed, UTC.
    """

    __slots__ = (
        "cancellation_reason",
        "channel",
        "charge_amount",
        "completed_at",
        "contact_email",
        "currency",
        "lines",
        "ordered_at",
        "payment_method",
        "reference",
        "refunds",
        "shipping_address",
        "status",
        "total",
        "user_id",
    )

    kind: ClassVar[str] = "order"
    user_id: UUID | None
    contact_email: Email | None
    channel: str
    reference: str | None
    ordered_at: datetime
    currency: str
    shipping_address: Address
    payment_method: str
    lines: tuple[OrderLine, ...]
    total: Money
    charge_amount: Money
    status: OrderStatus
    refunds: tuple[Refund, ...]
    cancellation_reason: str | None
    completed_at: datetime | None

    @classmethod
    def place(cls, order_id: UUID, draft: OrderDraft) -> Self:
        """A new pending order."""
        order = cls()
        order._record(order_facts.created(order_id, draft))
        return order

    @classmethod
    def restore(
        cls,
        *,
        order_id: UUID,
        draft: OrderDraft,
        status: OrderStatus,
        refunds: tuple[Refund, ...],
        cancellation_reason: str | None,
        completed_at: datetime | None,
        version: int,
        created_at: datetime | None,
    ) -> Self:
        """An order as its row has it; `draft` holds what never changes, and the lines."""
        order = cls()
        order.id = order_id
        order._fill(draft)
        order.status = status
        order.refunds = refunds
        order.cancellation_reason = cancellation_reason
        order.completed_at = completed_at
        order._restored(version, created_at)
        return order

    @property
    def refunded_amount(self) -> Money:
        """Exact sum of all refunds that stand, those in progress included."""
        return pricing.refunded_amount(self.refunds, self.currency)

    @property
    def refunded_charge_amount(self) -> Money:
        """Sum in minor units of all refunds that stand, those in progress included."""
        return pricing.refunded_charge(self.refunds, self.currency)

    def refund(self, refund_id: UUID) -> Refund | None:
        """The refund with this id, or nothing."""
        return next((refund for refund in self.refunds if refund.id == refund_id), None)

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

    def _fill(self, draft: OrderDraft) -> None:
        self.user_id = draft.user_id
        self.contact_email = draft.contact_email
        self.channel = draft.channel
        self.reference = draft.reference
        self.ordered_at = draft.ordered_at
        self.currency = draft.currency
        self.shipping_address = draft.shipping_address
        self.payment_method = draft.payment_method
        self.lines = draft.lines
        self.total = draft.total
        self.charge_amount = self.total.rounded()
        self.status = OrderStatus.PENDING
        self.refunds = ()
        self.cancellation_reason = None
        self.completed_at = None

    def _end_refund(self, refund_id: UUID, status: RefundStatus, moment: datetime) -> Refund:
        ended = next(refund for refund in self.refunds if refund.id == refund_id)
        ended = ended.ended(status, moment)
        self.refunds = tuple(ended if one.id == refund_id else one for one in self.refunds)
        return ended

    def _apply(self, event: OrderEvent) -> None:
        match event:
            case OrderCreated():
                self.id = event.order_id
                self._fill(order_facts.draft_of(event))
            case OrderConfirmed():
                self.status = OrderStatus.CONFIRMED
            case OrderCompleted():
                self.status = OrderStatus.COMPLETED
                self.completed_at = event.completed_at
            case OrderCancelled():
                self.status = OrderStatus.CANCELLED
                self.cancellation_reason = event.reason
            case OrderCancellationRequested():
                """The saga decides what becomes of it; the stream keeps that it was asked."""
            case OrderRefundRequested():
                refund = order_facts.refund_of(event, self.currency)
                self.refunds = (*self.refunds, refund)
                self.lines = refunding.with_refunded(self.lines, refund.lines, sign=1)
            case OrderRefundCompleted():
                self._end_refund(event.refund_id, RefundStatus.COMPLETED, event.completed_at)
            case OrderRefundFailed():
                failed = self._end_refund(event.refund_id, RefundStatus.FAILED, event.failed_at)
                self.lines = refunding.with_refunded(self.lines, failed.lines, sign=-1)
            case _:
                assert_never(event)
