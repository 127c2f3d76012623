"""Customers' wishes for money back."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import ExpectedVersion, Moment, Version, WireModel


class RefundRequestRow(WireModel):
    """A wish for everything of an order that was not given back yet."""

    id: UUID
    order_id: UUID
    user_id: UUID
    reason: Annotated[str, Field(min_length=1, max_length=255, examples=["arrived broken"])]
    status: Literal["open", "approved", "declined"]
    requested_at: Moment
    refund_id: UUID | None = None
    decided_by: UUID | None = None
    decided_at: Moment | None = None
    decline_reason: Annotated[str | None, Field(max_length=255)] = None
    version: Version
    created_at: Moment
    updated_at: Moment


class RefundRequestWrite(WireModel):
    """Inserts or replaces a refund request; at most one of an order is open."""

    resource: Literal["refund_request"] = "refund_request"
    expected_version: ExpectedVersion
    row: RefundRequestRow
