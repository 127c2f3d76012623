"""Where everything begins."""

from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.account.buttons import Register
from bot_service.interface.telegram.cart.buttons import OpenCart
from bot_service.interface.telegram.catalogue.buttons import OpenCatalogue
from bot_service.interface.telegram.orders.buttons import OpenOrders
from bot_service.interface.telegram.screen import Row, Screen, press


def menu_screen(text: str, *, has_account: bool) -> Screen:
    """A text above the buttons that everything begins with.

    Args:
        text: In HTML.
        has_account: Whether the chat has an account; else it is offered one.
    """
    rows: list[Row] = [
        (press(_("🛍 Catalogue"), OpenCatalogue()),),
        (press(_("🛒 Cart"), OpenCart()), press(_("📦 My orders"), OpenOrders())),
    ]
    if not has_account:
        rows.append((press(_("✨ Register with one tap"), Register()),))
    return Screen(text, rows)
