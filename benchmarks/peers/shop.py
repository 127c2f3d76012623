"""What all monoliths take and give: the same fields as Quintet's public API."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class ProductOut(BaseModel):
    """A product as the API shows it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    sku: str
    name: str
    description: str
    unit_price: Decimal
    currency: str
    is_active: bool
    version: int
    created_at: datetime
    updated_at: datetime


class LineIn(BaseModel):
    """One wanted product."""

    product_id: UUID
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]


class AddressIn(BaseModel):
    """Where the order goes."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class OrderIn(BaseModel):
    """An order as a client sends it."""

    contact_email: str | None = None
    shipping_address: AddressIn
    payment_method: str
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=2000)]


class LineOut(BaseModel):
    """One line of a placed order."""

    line_no: int
    product_id: UUID
    quantity: int
    unit_price: Decimal
    amount: Decimal


class OrderOut(BaseModel):
    """A placed order."""

    id: UUID
    status: str
    currency: str
    total: Decimal
    lines: list[LineOut]
