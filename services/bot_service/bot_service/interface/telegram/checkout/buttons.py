"""What the checkout's buttons send back: each bears the checkout that it belongs to."""

from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class BeginCheckout(CallbackData, prefix="checkout"):
    """Begins to order what is in the cart."""


class UseLastAddress(CallbackData, prefix="same_address"):
    """The address of the order before."""

    checkout_id: UUID


class ChangeAddress(CallbackData, prefix="new_address"):
    """Another address than the one that was given."""

    checkout_id: UUID


class ChoosePayment(CallbackData, prefix="pay"):
    """One of the ways to pay.

    Attributes:
        checkout_id: Whose.
        choice: Which one of the list, from 0.
    """

    checkout_id: UUID
    choice: Annotated[int, Field(ge=0)]


class ConfirmOrder(CallbackData, prefix="confirm"):
    """Buys."""

    checkout_id: UUID


class AbandonCheckout(CallbackData, prefix="abandon"):
    """Goes back to the cart, whichever checkout was going on."""
