"""What the cart answers."""

from aiogram import Router
from aiogram.filters import Command

from bot_service.interface.telegram.cart.buttons import EmptyCart, OpenCart, PutInCart
from bot_service.interface.telegram.cart.change_cart import (
    empty_cart,
    open_cart,
    put_in_cart,
    show_cart,
)


def build_router() -> Router:
    """A new router of the cart."""
    router = Router(name="cart")
    router.message.register(show_cart, Command("cart"))
    router.callback_query.register(open_cart, OpenCart.filter())
    router.callback_query.register(put_in_cart, PutInCart.filter())
    router.callback_query.register(empty_cart, EmptyCart.filter())
    return router
