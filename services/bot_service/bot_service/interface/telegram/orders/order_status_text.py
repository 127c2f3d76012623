"""How far an order is, in words."""

from collections.abc import Iterator
from html import escape
from typing import Final

from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.orders.order_view import OrderView
from bot_service.interface.telegram.orders.shown_order import ShownOrder

STATUS_ICONS: Final = {"pending": "⏳", "confirmed": "💳", "completed": "✅", "cancelled": "❌"}
"""How far an order is, in a list."""


def status_lines(view: OrderView) -> Iterator[str]:
    """One sentence for how far the order is, and one for each refund."""
    order = view.order
    match order.status:
        case "pending":
            yield _(
                "⏳ <b>We have your order.</b> Your things are being set aside "
                "and the payment is on its way."
            )
        case "confirmed":
            yield _("💳 <b>Paid.</b> Your order is being wrapped up.")
        case "completed":
            yield _("✅ <b>Completed.</b> Thank you, and enjoy!")
        case _:
            yield f"❌ {cancelled_text(order)}"
    yield from _refund_lines(view)


def cancelled_text(order: ShownOrder) -> str:
    """Why it will not come."""
    match order.cancellation_reason:
        case "cancelled_by_customer":
            return _("<b>Cancelled,</b> as you wished. You pay nothing.")
        case "insufficient_stock":
            return _(
                "<b>Cancelled.</b> Somebody was faster, and we do not have enough left. "
                "You pay nothing. Sorry!"
            )
        case "payment_failed":
            return _(
                "<b>Cancelled.</b> The payment did not go through, and nothing was charged. "
                "Feel free to try again with another card."
            )
        case _:
            return _("<b>Cancelled.</b> We could not fulfil it, and you pay nothing.")


def _refund_lines(view: OrderView) -> Iterator[str]:
    order = view.order
    for refund in order.refunds:
        amount = money(refund.charge_amount, order.currency)
        if refund.status == "requested":
            yield _("↩️ {amount} is on its way back to you.").format(amount=amount)
        elif refund.status == "completed":
            yield _("↩️ {amount} went back to you.").format(amount=amount)
    request = view.refund_request
    if request is None:
        return
    if request.status == "open":
        yield _("✍️ You asked for your money back. A colleague is looking at it.")
    elif request.status == "declined":
        yield _("✍️ We could not agree to a refund: {reason}").format(
            reason=escape(request.decline_reason or "—")
        )
