"""The cart as a person sees it."""

from html import escape

from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.cart.buttons import MOST_PIECES, EmptyCart, Place, PutInCart
from bot_service.interface.telegram.cart.cart_view import CartLine, CartView
from bot_service.interface.telegram.catalogue.buttons import OpenCatalogue, OpenProduct
from bot_service.interface.telegram.checkout.buttons import BeginCheckout
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.screen import Row, Screen, press
from bot_service.interface.telegram.short_text import shortened

_LONGEST_LABEL = 18
_LONGEST_NAME = 80
"""25 of them fit into a message."""


def cart_screen(view: CartView) -> Screen:
    """What is in the cart, what it costs, and buttons to change it."""
    gone = _("Something in your cart is not for sale any more, so I took it out.")
    if not view.lines:
        empty = _("🛒 Your cart is empty. Let's find you something nice!")
        return Screen(
            f"{gone}\n\n{empty}" if view.gone else empty,
            ((press(_("🛍 Catalogue"), OpenCatalogue()),),),
        )
    parts = [
        _("🛒 <b>Your cart</b>"),
        "\n".join(map(line_text, view.lines)),
        total_text(view),
    ]
    if view.gone:
        parts.insert(1, gone)
    return Screen("\n\n".join(parts), _rows(view))


def line_text(line: CartLine) -> str:
    """A line with its price."""
    product = line.product
    amount = money(line.amount, product.currency)
    name = escape(shortened(product.name, _LONGEST_NAME))
    return f"{line.quantity} \N{MULTIPLICATION SIGN} {name} — {amount}"


def total_text(view: CartView) -> str:
    """What all of it costs."""
    total = " + ".join(money(view.total(currency), currency) for currency in view.currencies)
    return _("<b>Total: {total}</b>").format(total=total)


def _rows(view: CartView) -> list[Row]:
    rows = list(map(_line_row, view.lines))
    rows.append((press(_("✅ Check out"), BeginCheckout()),))
    rows.append((press(_("🛍 Catalogue"), OpenCatalogue()), press(_("🗑 Empty"), EmptyCart())))
    return rows


def _line_row(line: CartLine) -> Row:
    product = line.product
    label = shortened(product.name, _LONGEST_LABEL)
    row: Row = (
        press("\N{HEAVY MINUS SIGN}", _put(line, line.quantity - 1)),
        press(label, OpenProduct(product_id=product.id)),
    )
    if line.quantity < MOST_PIECES:
        row += (press("\N{HEAVY PLUS SIGN}", _put(line, line.quantity + 1)),)
    return row


def _put(line: CartLine, quantity: int) -> PutInCart:
    return PutInCart(product_id=line.product.id, quantity=quantity, place=Place.CART)
