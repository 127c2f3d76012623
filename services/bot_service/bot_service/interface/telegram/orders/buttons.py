"""What the buttons of orders send back."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot_service.interface.telegram.catalogue.buttons import MOST_PAGES


class OrderStep(StrEnum):
    """What to do about an order; it is opened below, and shown where the button is."""

    OPEN = "open"
    SHOW = "show"
    ASK_CANCEL = "ask"
    CANCEL = "cancel"
    REFUND = "refund"
    AGAIN = "again"


class OrderButton(CallbackData, prefix="order"):
    """Does something about an order.

    Attributes:
        order_id: Which order.
        step: What.
    """

    order_id: UUID
    step: OrderStep


class OpenOrders(CallbackData, prefix="orders"):
    """A page of one's orders.

    Attributes:
        page: From 0.
        below: Whether in a new message: that of an order must go on telling how it is doing.
    """

    page: Annotated[int, Field(ge=0, lt=MOST_PAGES)] = 0
    below: bool = False
