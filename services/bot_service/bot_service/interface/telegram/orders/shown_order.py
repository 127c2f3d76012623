"""What the chat shows of an order: the rest of its representation is left unread."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from bot_service.interface.telegram.checkout.checkout_state import PostalAddress


class ShownLine(BaseModel):
    """One line of an order; postage and the like name no product."""

    product_id: UUID | None = None
    description: str = ""
    sku: str
    quantity: int
    amount: Decimal

    @property
    def title(self) -> str:
        """What it is called; some old orders know only the shop's code."""
        return self.description or self.sku


class ShownRefund(BaseModel):
    """Money that goes back."""

    status: Literal["requested", "completed", "failed"]
    charge_amount: Decimal


class OrderHead(BaseModel):
    """An order in a list."""

    id: UUID
    status: Literal["pending", "confirmed", "completed", "cancelled"]
    currency: str
    charge_amount: Decimal
    refunded_charge_amount: Decimal
    ordered_at: datetime

    @property
    def is_refundable(self) -> bool:
        """Whether any money is left to give back."""
        return self.status == "completed" and self.refunded_charge_amount < self.charge_amount


class ShownOrder(OrderHead):
    """An order in full."""

    user_id: UUID | None
    shipping_address: PostalAddress
    cancellation_reason: str | None = None
    lines: list[ShownLine]
    refunds: list[ShownRefund] = []


class OrderPage(BaseModel):
    """A page of orders."""

    items: list[OrderHead]
    next_cursor: str | None = None


class ShownRefundRequest(BaseModel):
    """What became of somebody's wish for his money."""

    order_id: UUID
    status: Literal["open", "approved", "declined"]
    decline_reason: str | None = None


class RefundRequestPage(BaseModel):
    """A page of refund requests."""

    items: list[ShownRefundRequest]
    next_cursor: str | None = None
