"""One's orders, newest first."""

from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.catalogue.buttons import MOST_PAGES, OpenCatalogue
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.orders.buttons import OpenOrders, OrderButton, OrderStep
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.order_status_text import STATUS_ICONS
from bot_service.interface.telegram.orders.shown_order import OrderHead
from bot_service.interface.telegram.screen import Row, Screen, press

PAGE_SIZE = 6


def order_list_screen(orders: list[OrderHead], page: int, *, has_more: bool) -> Screen:
    """A page of orders with a button for each.

    Args:
        orders: Those of the page.
        page: Its number, from 0.
        has_more: Whether there are older ones.
    """
    if not orders:
        text = _("📦 You have not ordered anything yet. The catalogue is one tap away!")
        return Screen(text, ((press(_("🛍 Catalogue"), OpenCatalogue()),),))
    rows: list[Row] = [
        (press(_label(order), OrderButton(order_id=order.id, step=OrderStep.OPEN)),)
        for order in orders
    ]
    turning: list[Row] = []
    if page > 0:
        turning.append((press(_("◀ Newer"), OpenOrders(page=page - 1)),))
    if has_more and page + 1 < MOST_PAGES:
        turning.append((press(_("Older ▶"), OpenOrders(page=page + 1)),))
    rows.append(sum(turning, ()))
    return Screen(_("📦 <b>Your orders</b>\nTap one to see how it is doing."), rows)


def _label(order: OrderHead) -> str:
    amount = money(order.charge_amount, order.currency)
    icon = STATUS_ICONS[order.status]
    return f"{icon} {order.ordered_at:%Y-%m-%d} · {amount} · {order_number(order.id)}"
