"""What happens to an order; every field is a primitive of the stored and published record."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Final
from uuid import UUID

from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.values.address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedLine:
    """One line as it was ordered; `amount` is exactly `quantity` times `unit_price`."""

    line_no: int
    kind: LineKind
    product_id: UUID | None
    sku: str
    description: str
    quantity: int
    unit_price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundedLine:
    """Pieces of one line that are given back, and their exact amount."""

    line_no: int
    quantity: int
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCreated(DomainEvent):
    """An order was placed: `total` is exact, `charge_amount` rounded to the minor unit."""

    event_type: ClassVar[str] = "order.created"
    order_id: UUID
    user_id: UUID | None
    contact_email: str | None
    channel: str
    reference: str | None
    ordered_at: datetime
    currency: str
    shipping_address: Address
    lines: tuple[OrderedLine, ...]
    total: Decimal
    charge_amount: Decimal
    payment_method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderConfirmed(DomainEvent):
    """The order is paid and its goods are set aside."""

    event_type: ClassVar[str] = "order.confirmed"
    order_id: UUID
    user_id: UUID | None
    payment_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCompleted(DomainEvent):
    """The order is done: its goods are sold."""

    event_type: ClassVar[str] = "order.completed"
    order_id: UUID
    user_id: UUID | None
    contact_email: str | None
    channel: str
    country: str
    currency: str
    total: Decimal
    charge_amount: Decimal
    ordered_at: datetime
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(DomainEvent):
    """The order will not be fulfilled; nothing of it is held or charged any more."""

    event_type: ClassVar[str] = "order.cancelled"
    order_id: UUID
    user_id: UUID | None
    contact_email: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancellationRequested(DomainEvent):
    """Somebody wants the order cancelled while its saga still works on it."""

    event_type: ClassVar[str] = "order.cancellation_requested"
    order_id: UUID
    user_id: UUID | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefundRequested(DomainEvent):
    """Pieces of a completed order are to be given back.

    `amount` is exact; `charge_amount` is what returns to the customer, such that all refunds of
    an order together return exactly what was charged.
    """

    event_type: ClassVar[str] = "order.refund_requested"
    order_id: UUID
    refund_id: UUID
    reason: str
    reference: str | None
    lines: tuple[RefundedLine, ...]
    amount: Decimal
    charge_amount: Decimal
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefundCompleted(DomainEvent):
    """The money of a refund went back; `payment.refunded` tells the world."""

    event_type: ClassVar[str] = "order.refund_completed"
    publish: ClassVar[bool] = False
    order_id: UUID
    refund_id: UUID
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefundFailed(DomainEvent):
    """The gateway refused a refund for good: its pieces can be refunded again."""

    event_type: ClassVar[str] = "order.refund_failed"
    publish: ClassVar[bool] = False
    order_id: UUID
    refund_id: UUID
    reason: str
    failed_at: datetime


type OrderEvent = (
    OrderCreated
    | OrderConfirmed
    | OrderCompleted
    | OrderCancelled
    | OrderCancellationRequested
    | OrderRefundRequested
    | OrderRefundCompleted
    | OrderRefundFailed
)

ORDER_EVENTS: Final = (
    OrderCreated,
    OrderConfirmed,
    OrderCompleted,
    OrderCancelled,
    OrderCancellationRequested,
    OrderRefundRequested,
    OrderRefundCompleted,
    OrderRefundFailed,
)
"""Every class of the union, for `isinstance`."""
