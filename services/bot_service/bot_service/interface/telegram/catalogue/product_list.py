"""A list of products with a button for each."""

from collections.abc import Callable
from html import escape

from aiogram.filters.callback_data import CallbackData
from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.cart.buttons import OpenCart
from bot_service.interface.telegram.catalogue.buttons import MOST_PAGES, OpenCatalogue, OpenProduct
from bot_service.interface.telegram.catalogue.product_slice import ProductSlice
from bot_service.interface.telegram.catalogue.shown_product import ShownProduct
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.short_text import shortened

_LONGEST_LABEL = 40


def catalogue_screen(found: ProductSlice) -> Screen:
    """A page of the catalogue."""
    if not found.products:
        return Screen(_("🛍 The shelves are empty right now. Please come back a little later!"))
    heading = _("🛍 <b>Our catalogue</b>\nTap a product to have a closer look.")
    return Screen(heading, product_rows(found, lambda page: OpenCatalogue(page=page)))


def found_screen(found: ProductSlice, words: str, turn: Callable[[int], CallbackData]) -> Screen:
    """A page of what a search found.

    Args:
        found: The page.
        words: What was searched for.
        turn: Makes the data of a button that turns to another page.
    """
    if not found.products:
        text = _(
            "🔍 Nothing found for “{words}”.\nTry another word, or look through the catalogue."
        )
        rows = ((press(_("🛍 Catalogue"), OpenCatalogue()),),)
        return Screen(text.format(words=escape(words)), rows)
    heading = _("🔍 <b>Found for “{words}”</b>").format(words=escape(words))
    return Screen(heading, product_rows(found, turn))


def product_rows(found: ProductSlice, turn: Callable[[int], CallbackData]) -> list[Row]:
    """A button for each product, and those that turn the page."""
    rows: list[Row] = [
        (press(_label(product), OpenProduct(product_id=product.id)),) for product in found.products
    ]
    turning: list[Row] = []
    if found.page > 0:
        turning.append((press(_("◀ Back"), turn(found.page - 1)),))
    if found.has_more and found.page + 1 < MOST_PAGES:
        turning.append((press(_("More ▶"), turn(found.page + 1)),))
    rows.append(sum(turning, ()))
    rows.append((press(_("🛒 Cart"), OpenCart()),))
    return rows


def _label(product: ShownProduct) -> str:
    name = shortened(product.name, _LONGEST_LABEL)
    return f"{name} · {money(product.unit_price, product.currency)}"
