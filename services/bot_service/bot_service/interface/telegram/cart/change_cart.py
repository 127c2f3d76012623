"""`/cart` and its buttons."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.cart.buttons import MOST_PRODUCTS, Place, PutInCart
from bot_service.interface.telegram.cart.cart_screen import cart_screen
from bot_service.interface.telegram.cart.cart_view import CartView
from bot_service.interface.telegram.cart.kept_cart import shown_cart
from bot_service.interface.telegram.catalogue.product_card import card_rows
from bot_service.interface.telegram.catalogue.read_product import read_product
from bot_service.interface.telegram.screen import (
    acknowledge,
    answer_with,
    redraw,
    swap_buttons,
)
from bot_service.interface.telegram.session import ChatSession


@inject
async def show_cart(
    message: Message,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    list_products: FromDishka[ListProducts],
) -> None:
    """What is in the cart."""
    view = await shown_cart(list_products, actor, session, state)
    await answer_with(message, cart_screen(view))


@inject
async def open_cart(
    callback: CallbackQuery,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    list_products: FromDishka[ListProducts],
) -> None:
    """The same by a button."""
    view = await shown_cart(list_products, actor, session, state)
    await acknowledge(callback)
    await redraw(callback, cart_screen(view))


@inject
async def put_in_cart(
    callback: CallbackQuery,
    *,
    callback_data: PutInCart,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    get_product: FromDishka[GetProduct],
    list_products: FromDishka[ListProducts],
) -> None:
    """As many pieces as the button says: tapped twice, or delivered twice, it is the same."""
    product_id, quantity = callback_data.product_id, callback_data.quantity
    product = await read_product(get_product, product_id)
    if quantity and not product.is_active:
        await acknowledge(callback, _("This one is not for sale at the moment."), alert=True)
        return
    if quantity and product_id not in session.cart and len(session.cart) >= MOST_PRODUCTS:
        text = _("Your cart is full to the brim. Please check out first: /cart")
        await acknowledge(callback, text, alert=True)
        return
    session.cart[product_id] = quantity
    if not quantity:
        del session.cart[product_id]
    await sessions.save(state, session)
    await acknowledge(callback, _in_cart_text(quantity))
    if callback_data.place is Place.CARD:
        await swap_buttons(callback, card_rows(product, quantity))
    else:
        view = await shown_cart(list_products, actor, session, state)
        await redraw(callback, cart_screen(view))


async def empty_cart(callback: CallbackQuery, session: ChatSession, state: FSMContext) -> None:
    """Everything out."""
    session.cart.clear()
    await sessions.save(state, session)
    await acknowledge(callback)
    await redraw(callback, cart_screen(CartView(())))


def _in_cart_text(quantity: int) -> str:
    if not quantity:
        return _("Taken out of your cart")
    return _("In your cart: {quantity}").format(quantity=quantity)
