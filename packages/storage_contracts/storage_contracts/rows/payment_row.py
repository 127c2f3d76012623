"""Payments: one for each order."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import (
    Amount,
    Currency,
    ExpectedVersion,
    Moment,
    Version,
    WireModel,
)


class PaymentRow(WireModel):
    """The payment of an order."""

    id: UUID
    order_id: UUID
    status: Literal["pending", "charged", "failed", "partially_refunded", "refunded"]
    amount: Amount
    refunded_amount: Amount
    currency: Currency
    gateway: Annotated[str, Field(max_length=32, examples=["sandbox"])]
    gateway_reference: Annotated[str | None, Field(max_length=128)] = None
    failure_reason: Annotated[str | None, Field(max_length=255)] = None
    version: Version
    created_at: Moment
    updated_at: Moment


class PaymentWrite(WireModel):
    """Inserts or replaces a payment."""

    resource: Literal["payment"] = "payment"
    expected_version: ExpectedVersion
    row: PaymentRow
