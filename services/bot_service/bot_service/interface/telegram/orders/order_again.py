"""Puts what an order held back into the cart, for another try."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.cart.buttons import MOST_PIECES, MOST_PRODUCTS
from bot_service.interface.telegram.cart.cart_screen import cart_screen
from bot_service.interface.telegram.cart.kept_cart import shown_cart
from bot_service.interface.telegram.orders.buttons import OrderButton
from bot_service.interface.telegram.orders.order_view import OrderReader
from bot_service.interface.telegram.screen import acknowledge, write_to
from bot_service.interface.telegram.session import ChatSession


@inject
async def order_again(
    callback: CallbackQuery,
    *,
    callback_data: OrderButton,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    reader: FromDishka[OrderReader],
    list_products: FromDishka[ListProducts],
) -> None:
    """The cart holds these pieces and no others: tapping twice changes nothing."""
    view = await reader.read(actor, callback_data.order_id)
    pieces = [
        (line.product_id, min(line.quantity, MOST_PIECES))
        for line in view.order.lines
        if line.product_id is not None
    ]
    session.cart = dict(pieces[:MOST_PRODUCTS])
    await sessions.save(state, session)
    await acknowledge(callback)
    await write_to(callback, cart_screen(await shown_cart(list_products, actor, session, state)))
