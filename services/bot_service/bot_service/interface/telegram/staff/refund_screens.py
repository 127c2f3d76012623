"""Refund requests as staff see them."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Literal
from uuid import UUID

from aiogram.utils.i18n import gettext as _
from pydantic import BaseModel

from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.shown_order import ShownOrder
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.staff.buttons import (
    MOST_PAGES,
    ApproveRefund,
    DeclineRefund,
    OpenRefund,
    OpenRefunds,
)

_LONGEST_LABEL = 45


class ShownRefundRequest(BaseModel):
    """What the chat shows of a refund request.

    Attributes:
        id: Its identity.
        order_id: Whose money.
        reason: The customer's words.
        status: What became of it.
        requested_at: When it was asked for.
    """

    id: UUID
    order_id: UUID
    reason: str
    status: Literal["open", "approved", "declined"]
    requested_at: datetime


class RefundRequestPage(BaseModel):
    """A page of refund requests.

    Attributes:
        items: The requests.
        next_cursor: Something when there are more.
    """

    items: list[ShownRefundRequest]
    next_cursor: str | None = None


def refunds_screen(requests: Sequence[ShownRefundRequest], page: int, *, has_more: bool) -> Screen:
    """A page of the open requests."""
    if not requests and page == 0:
        return Screen(_("↩️ No refund requests are open."))
    rows: list[Row] = [(press(_label(one), OpenRefund(request_id=one.id)),) for one in requests]
    turning: Row = ()
    if page > 0:
        turning += (press(_("◀ Back"), OpenRefunds(page=page - 1)),)
    if has_more and page + 1 < MOST_PAGES:
        turning += (press(_("More ▶"), OpenRefunds(page=page + 1)),)
    return Screen(_("↩️ <b>Open refund requests</b>, the oldest first"), [*rows, turning])


def refund_screen(request: ShownRefundRequest, order: ShownOrder) -> Screen:
    """One request, with what it would cost."""
    left = money(order.charge_amount - order.refunded_charge_amount, order.currency)
    parts = (
        _("↩️ <b>Order {number}</b>: {amount} would go back").format(
            number=order_number(order.id), amount=left
        ),
        _("The customer writes: {reason}").format(reason=escape(request.reason)),
        decided_text(request.status),
    )
    back: Row = (press(_("◀ Back"), OpenRefunds()),)
    if request.status != "open":
        return Screen("\n\n".join(filter(None, parts)), (back,))
    decide: Row = (
        press(_("✅ Approve"), ApproveRefund(request_id=request.id)),
        press(_("✖️ Decline"), DeclineRefund(request_id=request.id)),
    )
    return Screen("\n\n".join(filter(None, parts)), (decide, back))


def decided_text(status: str) -> str:
    """What became of a request; nothing while it is open."""
    if status == "approved":
        return _("✅ Approved: the money is on its way back.")
    return _("✖️ Declined.") if status == "declined" else ""


def _label(request: ShownRefundRequest) -> str:
    return f"{order_number(request.order_id)} · {request.reason}"[:_LONGEST_LABEL]
