"""What somebody sees from the cart to the order."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram.account.buttons import Register
from bot_service.interface.telegram.cart.cart_screen import line_text, total_text
from bot_service.interface.telegram.cart.cart_view import CartView
from bot_service.interface.telegram.checkout.buttons import (
    AbandonCheckout,
    ChangeAddress,
    ChoosePayment,
    ConfirmOrder,
    UseLastAddress,
)
from bot_service.interface.telegram.checkout.checkout_state import PostalAddress
from bot_service.interface.telegram.screen import Row, Screen, press


def who_are_you_screen() -> Screen:
    """An order needs somebody whose it is."""
    text = _(
        "👋 Before you order, let's get you an account. One tap is enough, "
        "and your cart stays as it is.\n\nYou have an account already? /link connects it."
    )
    return Screen(
        text, ((press(_("✨ Register with one tap"), Register(then_checkout=True)),), _back())
    )


def address_screen(checkout_id: UUID, last: PostalAddress | None) -> Screen:
    """Asks where the order goes; the address of the order before is one tap away."""
    text = _(
        "📍 <b>Where shall we send it?</b>\n"
        "Write me the address, line by line, like this:\n\n"
        "<i>Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom</i>"
    )
    rows: list[Row] = []
    if last is not None:
        text += "\n\n" + _("Or take the one from last time:\n<b>{address}</b>").format(
            address=escape(last.one_line)
        )
        rows.append((press(_("📍 Same as last time"), UseLastAddress(checkout_id=checkout_id)),))
    rows.append(_back())
    return Screen(text, rows)


def address_not_read_screen() -> Screen:
    """Tells what was missing in an address."""
    text = _(
        "🤔 I could not quite read that address. Please send it in four or five lines: "
        "name, street and number, town with postal code, country.\n\n"
        "<i>Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom</i>"
    )
    return Screen(text, (_back(),))


def payment_screen(checkout_id: UUID, labels: Sequence[str]) -> Screen:
    """Asks how the order is paid."""
    rows: list[Row] = [
        (press(f"💳 {label}", ChoosePayment(checkout_id=checkout_id, choice=place)),)
        for place, label in enumerate(labels)
    ]
    rows.append(_back())
    return Screen(_("💳 <b>How would you like to pay?</b>"), rows)


def summary_screen(
    checkout_id: UUID,
    view: CartView,
    address: PostalAddress,
    payment_label: str,
    *,
    is_new_price: bool = False,
) -> Screen:
    """All of the order once more, before it is bought.

    Args:
        checkout_id: Whose buttons these are.
        view: What is bought.
        address: Where it goes.
        payment_label: How it is paid, in the shop's words.
        is_new_price: Whether somebody agreed to another total before.
    """
    heading = _("🧾 <b>Your order</b>")
    if is_new_price:
        heading = _(
            "🏷 <b>The price has just changed.</b>\n"
            "Nothing was ordered yet. Please have another look:"
        )
    text = "\n\n".join(
        (
            heading,
            "\n".join(map(line_text, view.lines)),
            total_text(view),
            f"📍 {escape(address.one_line)}\n💳 {escape(payment_label)}",
            _("All good? One tap, and it is yours."),
        )
    )
    rows: tuple[Row, ...] = (
        (press(_("✅ Buy now"), ConfirmOrder(checkout_id=checkout_id)),),
        (press(_("📍 Other address"), ChangeAddress(checkout_id=checkout_id)),),
        _back(),
    )
    return Screen(text, rows)


def mixed_currencies_text() -> str:
    """Why these cannot be ordered together."""
    return _(
        "Your cart holds prices in different currencies. Please order them one after the other."
    )


def _back() -> Row:
    return (press(_("◀ Back to the cart"), AbandonCheckout()),)
