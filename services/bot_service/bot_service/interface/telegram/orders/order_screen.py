"""One order as a person sees it: the same wherever it is shown, so that it can be edited."""

from html import escape
from uuid import UUID

from aiogram.types import InlineKeyboardButton
from aiogram.utils.i18n import gettext as _
from business_hexagon.domain.attachments.attachment import SubjectKind

from bot_service.interface.telegram.attachments.buttons import OpenFiles
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.orders.buttons import OpenOrders, OrderButton, OrderStep
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.order_status_text import status_lines
from bot_service.interface.telegram.orders.order_view import OrderView
from bot_service.interface.telegram.orders.shown_order import ShownLine, ShownOrder
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.short_text import shortened

_MOST_LINES = 30
"""A message has room for 4,096 characters."""
_LONGEST_TITLE = 80


def order_screen(view: OrderView) -> Screen:
    """What was ordered, where it goes, and how far it is."""
    order = view.order
    lines = [_line(order, line) for line in order.lines[:_MOST_LINES]]
    hidden = len(order.lines) - len(lines)
    if hidden:
        lines.append(_("… and {count} more").format(count=hidden))
    total = money(order.charge_amount, order.currency)
    parts = (
        _("🧾 <b>Order {number}</b>").format(number=order_number(order.id)),
        "\n".join(lines),
        _("<b>Total: {total}</b>").format(total=total),
        f"📍 {escape(order.shipping_address.one_line)}",
        "\n".join(status_lines(view)),
    )
    return Screen("\n\n".join(parts), order_rows(view))


def order_rows(view: OrderView) -> list[Row]:
    """What can be done about the order now."""
    order = view.order
    rows: list[Row] = []
    if order.status == "pending":
        rows.append((_button(order.id, _("✖️ Cancel the order"), OrderStep.ASK_CANCEL),))
    elif view.is_refund_possible:
        rows.append((_button(order.id, _("↩️ Ask for a refund"), OrderStep.REFUND),))
    elif order.status == "cancelled":
        rows.append((_button(order.id, _("🛒 Order it again"), OrderStep.AGAIN),))
    files = OpenFiles(kind=SubjectKind.ORDER, subject_id=order.id)
    rows.append(
        (press(_("📦 My orders"), OpenOrders(below=True)), press(_("📎 Files"), files)),
    )
    return rows


def sure_to_cancel_rows(order_id: UUID) -> list[Row]:
    """Asks once more."""
    return [
        (_button(order_id, _("✖️ Yes, cancel it"), OrderStep.CANCEL),),
        (_button(order_id, _("◀ No, keep it"), OrderStep.SHOW),),
    ]


def _line(order: ShownOrder, line: ShownLine) -> str:
    title = shortened(line.title, _LONGEST_TITLE)
    amount = money(line.amount, order.currency)
    return f"{line.quantity} \N{MULTIPLICATION SIGN} {escape(title)} — {amount}"


def _button(order_id: UUID, text: str, step: OrderStep) -> InlineKeyboardButton:
    return press(text, OrderButton(order_id=order_id, step=step))
