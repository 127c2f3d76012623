"""The payment of an order."""

from datetime import datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.payments.errors import PaymentTransitionRefused, RefundExceedsPayment
from business_hexagon.domain.payments.events import (
    PaymentEvent,
    PaymentFailed,
    PaymentPending,
    PaymentProcessed,
    PaymentRefunded,
)
from business_hexagon.domain.payments.payment_status import PaymentStatus
from business_hexagon.domain.values.money import Money


class Payment(Aggregate[PaymentEvent]):
    """What a gateway took for an order, at most once, and gave back.

    The first event is whatever the gateway said first: pending, processed or failed. A failed
    payment can still become charged, since a gateway may decide late; its saga then gives the
    money back.

    Attributes:
        order_id: the order.
        status: where it stands.
        amount: what was or would be taken, in minor units.
        refunded_amount: what went back.
        gateway: name of the gateway; `none` when there was nothing to take.
        gateway_reference: the gateway's own id of the charge.
        failure_reason: why no money was taken.
    """

    __slots__ = (
        "amount",
        "failure_reason",
        "gateway",
        "gateway_reference",
        "order_id",
        "refunded_amount",
        "status",
    )

    kind: ClassVar[str] = "payment"
    order_id: UUID
    status: PaymentStatus
    amount: Money
    refunded_amount: Money
    gateway: str
    gateway_reference: str | None
    failure_reason: str | None

    @classmethod
    def begin(cls, payment_id: UUID, order_id: UUID, amount: Money, gateway: str) -> Self:
        """A payment of which nothing is known yet; record what the gateway says."""
        payment = cls()
        payment._fill(payment_id, order_id, amount, gateway)
        return payment

    @classmethod
    def restore(
        cls,
        *,
        payment_id: UUID,
        order_id: UUID,
        status: PaymentStatus,
        amount: Money,
        refunded_amount: Money,
        gateway: str,
        gateway_reference: str | None,
        failure_reason: str | None,
        version: int,
        created_at: datetime | None,
    ) -> Self:
        """A payment as its row has it."""
        payment = cls()
        payment._fill(payment_id, order_id, amount, gateway)
        payment.status = status
        payment.refunded_amount = refunded_amount
        payment.gateway_reference = gateway_reference
        payment.failure_reason = failure_reason
        payment._restored(version, created_at)
        return payment

    @property
    def holds_money(self) -> bool:
        """Whether money was taken of which some has not gone back."""
        return self.status in {PaymentStatus.CHARGED, PaymentStatus.PARTIALLY_REFUNDED}

    @property
    def is_decided(self) -> bool:
        """Whether the gateway said yes or no."""
        return self.version > 0 and self.status is not PaymentStatus.PENDING

    @property
    def was_charged(self) -> bool:
        """Whether money was ever taken."""
        return self.holds_money or self.status is PaymentStatus.REFUNDED

    @property
    def remaining(self) -> Money:
        """What can still go back."""
        return self.amount - self.refunded_amount

    def wait(self, gateway_reference: str | None) -> None:
        """The gateway will decide later.

        Raises:
            PaymentTransitionRefused: something is known already.
        """
        if self.version > 0:
            raise PaymentTransitionRefused(self.id, self.status, PaymentStatus.PENDING)
        self._record(
            PaymentPending(
                payment_id=self.id,
                order_id=self.order_id,
                amount=self.amount.amount,
                currency=self.amount.currency,
                gateway=self.gateway,
                gateway_reference=gateway_reference,
            )
        )

    def succeed(self, gateway_reference: str | None) -> None:
        """The money was taken.

        Raises:
            PaymentTransitionRefused: it was taken before.
        """
        if self.was_charged:
            raise PaymentTransitionRefused(self.id, self.status, PaymentStatus.CHARGED)
        self._record(
            PaymentProcessed(
                payment_id=self.id,
                order_id=self.order_id,
                amount=self.amount.amount,
                currency=self.amount.currency,
                gateway=self.gateway,
                gateway_reference=gateway_reference,
            )
        )

    def fail(self, reason: str, gateway_reference: str | None = None) -> None:
        """No money was taken.

        Raises:
            PaymentTransitionRefused: the gateway decided before.
        """
        if self.is_decided:
            raise PaymentTransitionRefused(self.id, self.status, PaymentStatus.FAILED)
        self._record(
            PaymentFailed(
                payment_id=self.id,
                order_id=self.order_id,
                amount=self.amount.amount,
                currency=self.amount.currency,
                gateway=self.gateway,
                gateway_reference=gateway_reference or self.gateway_reference,
                reason=reason,
            )
        )

    def refund(
        self,
        amount: Money,
        *,
        refund_id: UUID | None,
        user_id: UUID | None,
        contact_email: str | None,
        gateway_reference: str | None,
    ) -> None:
        """Money went back.

        Args:
            amount: how much.
            refund_id: the refund of lines; nothing when the whole order was undone.
            user_id: the customer, for those who tell them.
            contact_email: where to write to, for those who tell them.
            gateway_reference: the gateway's own id of the refund.

        Raises:
            PaymentTransitionRefused: no money was taken.
            RefundExceedsPayment: more than is left.
        """
        if not self.was_charged:
            raise PaymentTransitionRefused(self.id, self.status, PaymentStatus.REFUNDED)
        if (self.remaining - amount).is_negative:
            raise RefundExceedsPayment(self.id, self.remaining.amount)
        self._record(
            PaymentRefunded(
                payment_id=self.id,
                order_id=self.order_id,
                refund_id=refund_id,
                amount=amount.amount,
                currency=amount.currency,
                gateway_reference=gateway_reference,
                user_id=user_id,
                contact_email=contact_email,
            )
        )

    def _fill(self, payment_id: UUID, order_id: UUID, amount: Money, gateway: str) -> None:
        self.id = payment_id
        self.order_id = order_id
        self.status = PaymentStatus.PENDING
        self.amount = amount
        self.refunded_amount = Money.zero(amount.currency)
        self.gateway = gateway
        self.gateway_reference = None
        self.failure_reason = None

    def _status_after_refund(self) -> PaymentStatus:
        if self.remaining.is_zero:
            return PaymentStatus.REFUNDED
        if self.refunded_amount.is_zero:
            return PaymentStatus.CHARGED
        return PaymentStatus.PARTIALLY_REFUNDED

    def _apply(self, event: PaymentEvent) -> None:
        if self.version == 0 and not isinstance(event, PaymentRefunded):
            amount = Money(event.amount, event.currency)
            self._fill(event.payment_id, event.order_id, amount, event.gateway)
        match event:
            case PaymentPending():
                self.gateway_reference = event.gateway_reference
            case PaymentProcessed():
                self.status = PaymentStatus.CHARGED
                self.gateway_reference = event.gateway_reference
                self.failure_reason = None
            case PaymentFailed():
                self.status = PaymentStatus.FAILED
                self.gateway_reference = event.gateway_reference
                self.failure_reason = event.reason
            case PaymentRefunded():
                self.refunded_amount = self.refunded_amount + Money(event.amount, event.currency)
                self.status = self._status_after_refund()
            case _:
                assert_never(event)
