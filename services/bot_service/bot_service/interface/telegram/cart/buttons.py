"""What the cart's buttons send back."""

from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

MOST_PIECES: Final = 99
"""Of one product in a cart."""

MOST_PRODUCTS: Final = 25
"""In a cart: a message has room for some 4,000 characters and 100 buttons."""


class Place(StrEnum):
    """Where a button is, so that it can be drawn anew there."""

    CARD = "card"
    CART = "cart"


class PutInCart(CallbackData, prefix="put"):
    """So many pieces of a product, whatever there were before: tapping twice changes nothing.

    Attributes:
        product_id: Which product.
        quantity: How many pieces there are to be; none takes it out.
        place: Where the button is.
    """

    product_id: UUID
    quantity: Annotated[int, Field(ge=0, le=MOST_PIECES)]
    place: Place


class OpenCart(CallbackData, prefix="cart"):
    """The cart."""


class EmptyCart(CallbackData, prefix="empty"):
    """Takes everything out."""
