"""What is told about payments."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Currency, Money, OrderId, PaymentId, RefundId, UserId

Charged = Annotated[Money, Field(examples=["15.30"])]
Gateway = Annotated[str, Field(examples=["sandbox"])]
GatewayReference = Annotated[str | None, Field(examples=["charge_7f3a"])]


class PaymentPending(EventData):
    """The gateway will decide later."""

    payment_id: PaymentId
    order_id: OrderId
    amount: Charged
    currency: Currency
    gateway: Gateway
    gateway_reference: GatewayReference = None


class PaymentProcessed(EventData):
    """The money was taken."""

    payment_id: PaymentId
    order_id: OrderId
    amount: Charged
    currency: Currency
    gateway: Gateway
    gateway_reference: GatewayReference = None


class PaymentFailed(EventData):
    """No money was taken."""

    payment_id: PaymentId
    order_id: OrderId
    amount: Charged
    currency: Currency
    gateway: Gateway
    gateway_reference: GatewayReference = None
    reason: Annotated[str, Field(examples=["card_declined"])]


class PaymentRefunded(EventData):
    """Money went back: for a refund of lines, or all of it when `refund_id` is null."""

    payment_id: PaymentId
    order_id: OrderId
    refund_id: RefundId | None = None
    amount: Charged
    currency: Currency
    gateway_reference: GatewayReference = None
    user_id: UserId | None = None
    contact_email: Annotated[str | None, Field(examples=["ada@example.com"])] = None
