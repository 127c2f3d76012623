"""The card of one product."""

from html import escape

from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.cart.buttons import MOST_PIECES, OpenCart, Place, PutInCart
from bot_service.interface.telegram.catalogue.buttons import OpenCatalogue
from bot_service.interface.telegram.catalogue.shown_product import ShownProduct
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.short_text import shortened

_LONGEST_DESCRIPTION = 700
"""The caption of a photo has room for 1,024 characters."""


def product_card(product: ShownProduct, in_cart: int) -> Screen:
    """What a product is, what it costs, and how to get it.

    Args:
        product: The product.
        in_cart: How many pieces are in the cart.
    """
    parts = [
        f"<b>{escape(product.name)}</b>",
        escape(shortened(product.description, _LONGEST_DESCRIPTION)),
        f"<b>{money(product.unit_price, product.currency)}</b>",
    ]
    if not product.is_active:
        parts.append(_("This one is not for sale at the moment."))
    return Screen("\n\n".join(filter(None, parts)), card_rows(product, in_cart))


def card_rows(product: ShownProduct, in_cart: int) -> list[Row]:
    """The buttons of the card: each says how many pieces there will be."""
    away: Row = (press(_("🛍 Catalogue"), OpenCatalogue()), press(_("🛒 Cart"), OpenCart()))
    if not product.is_active:
        return [away]

    def put(text: str, quantity: int) -> Row:
        data = PutInCart(product_id=product.id, quantity=quantity, place=Place.CARD)
        return (press(text, data),)

    if in_cart == 0:
        return [put(_("🛒 Add to cart"), 1), away]
    counting = put("\N{HEAVY MINUS SIGN}", in_cart - 1) + put(
        _("{count} in the cart").format(count=in_cart), in_cart
    )
    if in_cart < MOST_PIECES:
        counting += put("\N{HEAVY PLUS SIGN}", in_cart + 1)
    return [counting, away]
