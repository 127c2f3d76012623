"""What happens to a payment; every field is a primitive of the stored and published record."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPending(DomainEvent):
    """The gateway will decide later."""

    event_type: ClassVar[str] = "payment.pending"
    publish: ClassVar[bool] = False
    payment_id: UUID
    order_id: UUID
    amount: Decimal
    currency: str
    gateway: str
    gateway_reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentProcessed(DomainEvent):
    """The money was taken."""

    event_type: ClassVar[str] = "payment.processed"
    payment_id: UUID
    order_id: UUID
    amount: Decimal
    currency: str
    gateway: str
    gateway_reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFailed(DomainEvent):
    """No money was taken."""

    event_type: ClassVar[str] = "payment.failed"
    payment_id: UUID
    order_id: UUID
    amount: Decimal
    currency: str
    gateway: str
    gateway_reference: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRefunded(DomainEvent):
    """Money went back: for a refund of lines, or all of it when `refund_id` is nothing."""

    event_type: ClassVar[str] = "payment.refunded"
    payment_id: UUID
    order_id: UUID
    refund_id: UUID | None
    amount: Decimal
    currency: str
    gateway_reference: str | None
    user_id: UUID | None
    contact_email: str | None


type PaymentEvent = PaymentPending | PaymentProcessed | PaymentFailed | PaymentRefunded
