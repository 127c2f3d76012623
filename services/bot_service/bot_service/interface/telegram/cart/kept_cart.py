"""Keeps a cart free of what cannot be ordered."""

from aiogram.fsm.context import FSMContext
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.list_products import ListProducts

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.cart.cart_view import CartView, read_cart
from bot_service.interface.telegram.session import ChatSession


async def shown_cart(
    list_products: ListProducts, actor: Actor, session: ChatSession, state: FSMContext
) -> CartView:
    """The cart as it can be ordered; what is gone is taken out, and the view tells so once.

    Raises:
        StorageUnavailable: A data service, or the store of the sessions, does not answer.
    """
    view = await read_cart(list_products, actor, session.cart)
    if view.gone:
        for product_id in view.gone:
            del session.cart[product_id]
        await sessions.save(state, session)
    return view
