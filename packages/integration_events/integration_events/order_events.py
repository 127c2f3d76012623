"""What is told about orders."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import (
    Count,
    Currency,
    Moment,
    Money,
    OrderId,
    PaymentId,
    Position,
    ProductId,
    RefundId,
    Text,
    UserId,
)

ContactEmail = Annotated[str | None, Field(examples=["ada@example.com"])]
Channel = Annotated[str, Field(examples=["web"])]
Reference = Annotated[str | None, Field(examples=["536365"])]
Reason = Annotated[str, Field(examples=["changed_mind"])]
ChargeAmount = Annotated[Money, Field(examples=["15.30"])]


class ShippingAddress(EventData):
    """Where the order goes; only the country (ISO 3166-1 alpha-2) is always known."""

    country: Annotated[str, Field(examples=["GB"])]
    city: Annotated[str, Field(examples=["London"])] = ""
    postal_code: Annotated[str, Field(examples=["W1U 8ED"])] = ""
    line1: Annotated[str, Field(examples=["221B Baker Street"])] = ""
    line2: Annotated[str, Field(examples=[""])] = ""
    recipient: Annotated[str, Field(examples=["Ada Lovelace"])] = ""


class OrderedLine(EventData):
    """One line as it was ordered; `amount` is exactly `quantity` times `unit_price`."""

    line_no: Position
    kind: Annotated[str, Field(pattern="^(product|fee|postage|discount)$", examples=["product"])]
    product_id: ProductId | None = None
    sku: Annotated[str, Field(max_length=64, examples=["85123A"])]
    description: Text
    quantity: Count
    unit_price: Annotated[Money, Field(examples=["2.5500"])]
    amount: Money


class RefundedLine(EventData):
    """Pieces of one line that are given back, and their exact amount."""

    line_no: Position
    quantity: Count
    amount: Money


class OrderCreated(EventData):
    """An order was placed: `total` is exact, `charge_amount` rounded to the minor unit."""

    order_id: OrderId
    user_id: UserId | None = None
    contact_email: ContactEmail = None
    channel: Channel
    reference: Reference = None
    ordered_at: Moment
    currency: Currency
    shipping_address: ShippingAddress
    lines: tuple[OrderedLine, ...]
    total: Money
    charge_amount: ChargeAmount
    payment_method: Annotated[str, Field(examples=["card_approve"])]


class OrderConfirmed(EventData):
    """The order is paid and its goods are set aside."""

    order_id: OrderId
    user_id: UserId | None = None
    payment_id: PaymentId


class OrderCompleted(EventData):
    """The order is done: its goods are sold."""

    order_id: OrderId
    user_id: UserId | None = None
    contact_email: ContactEmail = None
    channel: Channel
    country: Annotated[str, Field(examples=["GB"])]
    currency: Currency
    total: Money
    charge_amount: ChargeAmount
    ordered_at: Moment
    completed_at: Moment


class OrderCancelled(EventData):
    """The order will not be fulfilled; nothing of it is held or charged any more."""

    order_id: OrderId
    user_id: UserId | None = None
    contact_email: ContactEmail = None
    reason: Reason


class OrderCancellationRequested(EventData):
    """Somebody wants the order cancelled while its saga still works on it."""

    order_id: OrderId
    user_id: UserId | None = None
    reason: Reason


class OrderRefundRequested(EventData):
    """Pieces of a completed order are to be given back; `charge_amount` is what returns."""

    order_id: OrderId
    refund_id: RefundId
    reason: Reason
    reference: Reference = None
    lines: tuple[RefundedLine, ...]
    amount: Money
    charge_amount: ChargeAmount
    requested_at: Moment


class OrderRefundCompleted(EventData):
    """The money of a refund went back; `payment.refunded` tells the world."""

    order_id: OrderId
    refund_id: RefundId
    completed_at: Moment


class OrderRefundFailed(EventData):
    """The gateway refused a refund for good: its pieces can be refunded again."""

    order_id: OrderId
    refund_id: RefundId
    reason: Annotated[str, Field(examples=["charge_disputed"])]
    failed_at: Moment
