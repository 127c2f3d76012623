"""Orders, their lines and their refunds."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from storage_contracts.wire_model import (
    Amount,
    Currency,
    Moment,
    Sku,
    UnitPrice,
    Version,
    WireModel,
)

LineKind = Literal["product", "fee", "postage", "discount"]
OrderStatus = Literal["pending", "confirmed", "completed", "cancelled"]


class AddressValue(WireModel):
    """Where an order goes; only the country is always known."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["GB"])]
    city: Annotated[str, Field(max_length=120)] = ""
    postal_code: Annotated[str, Field(max_length=20)] = ""
    line1: Annotated[str, Field(max_length=255)] = ""
    line2: Annotated[str, Field(max_length=255)] = ""
    recipient: Annotated[str, Field(max_length=255)] = ""


class OrderLineRow(WireModel):
    """One line of an order."""

    line_no: Annotated[int, Field(strict=True, ge=1)]
    kind: LineKind
    product_id: UUID | None = None
    sku: Sku
    description: Annotated[str, Field(max_length=255)] = ""
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    unit_price: UnitPrice
    amount: Amount
    refunded_quantity: Annotated[int, Field(strict=True, ge=0)] = 0


class OrderLineEntry(OrderLineRow):
    """A line in a list of lines of many orders."""

    order_id: UUID


class RefundLineValue(WireModel):
    """How many pieces of one line a refund gives back, and what they cost exactly."""

    line_no: Annotated[int, Field(strict=True, ge=1)]
    quantity: Annotated[int, Field(strict=True, ge=1)]
    amount: Amount


class RefundRow(WireModel):
    """Money given back for some lines of an order."""

    id: UUID
    order_id: UUID
    status: Literal["requested", "completed", "failed"]
    reason: Annotated[str, Field(max_length=255)]
    reference: Annotated[str | None, Field(max_length=64)] = None
    lines: list[RefundLineValue]
    amount: Amount
    charge_amount: Amount
    requested_at: Moment
    completed_at: Moment | None = None


class OrderHeader(WireModel):
    """An order without its lines."""

    id: UUID
    user_id: UUID | None = None
    contact_email: Annotated[str | None, Field(max_length=254)] = None
    channel: Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
    reference: Annotated[str | None, Field(max_length=64)] = None
    status: OrderStatus
    currency: Currency
    shipping_address: AddressValue
    payment_method: Annotated[str, Field(min_length=1, max_length=64, examples=["card_approve"])]
    total: Amount
    charge_amount: Amount
    refunded_amount: Amount
    refunded_charge_amount: Amount
    cancellation_reason: Annotated[str | None, Field(max_length=255)] = None
    ordered_at: Moment
    completed_at: Moment | None = None
    version: Version
    created_at: Moment
    updated_at: Moment


class OrderRow(OrderHeader):
    """A whole order."""

    lines: list[OrderLineRow]
    refunds: list[RefundRow] = []


class LineRefund(WireModel):
    """The refunded pieces of a line from now on."""

    line_no: Annotated[int, Field(strict=True, ge=1)]
    refunded_quantity: Annotated[int, Field(strict=True, ge=0)]


class OrderWrite(WireModel):
    """Changes an order that exists: its header, refunded lines, new or changed refunds."""

    resource: Literal["order"] = "order"
    expected_version: Version
    row: OrderHeader
    refunded_lines: list[LineRefund] = []
    refunds: list[RefundRow] = []

    @model_validator(mode="after")
    def _refunds_itself(self) -> Self:
        """Refuse another order's refund: the events of this one do not tell of it."""
        if any(refund.order_id != self.row.id for refund in self.refunds):
            raise ValueError("refunds: one is of another order")
        return self
