"""What the chat shows of a product: the rest of its representation is left unread."""

from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel


class ShownProduct(BaseModel):
    """A product.

    Attributes:
        id: Its identity.
        name: What it is called.
        description: More of it; may be empty.
        unit_price: Exact price of one piece.
        currency: Three letters of ISO 4217.
        is_active: Whether it can be ordered.
    """

    id: UUID
    name: str
    description: str = ""
    unit_price: Decimal
    currency: str
    is_active: bool


class ProductPage(BaseModel):
    """A page of products.

    Attributes:
        items: The products.
        next_cursor: Something when there are more.
    """

    items: list[ShownProduct]
    next_cursor: str | None = None
