"""The state of an order and how its events change it."""

from datetime import datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.ordering import order_facts, pricing, refunding
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
from business_hexagon.domain.ordering.refund import Refund, RefundStatus
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money


class OrderState(Aggregate[OrderEvent]):
    """What is known of an order; `Order` adds what may be decided.

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
