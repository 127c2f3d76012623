"""Begins a checkout with what is in the cart."""

from uuid import uuid4

from aiogram.fsm.context import FSMContext

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.cart.cart_screen import cart_screen
from bot_service.interface.telegram.cart.cart_view import CartView
from bot_service.interface.telegram.checkout.checkout_screens import address_screen
from bot_service.interface.telegram.checkout.checkout_state import Checkout
from bot_service.interface.telegram.checkout.states import CheckoutStates
from bot_service.interface.telegram.screen import Screen
from bot_service.interface.telegram.session import ChatSession


async def begin_checkout(session: ChatSession, state: FSMContext) -> Screen:
    """Freeze the cart's pieces into a checkout and ask for the address.

    Beginning again with the same cart goes on with the same checkout: its buttons stay good.

    Raises:
        StorageUnavailable: The store of the sessions does not answer.
    """
    if not session.cart:
        return cart_screen(CartView(()))
    checkout = session.checkout
    if checkout is None or checkout.lines != session.cart:
        checkout = Checkout(id=uuid4(), lines=dict(session.cart))
    session.checkout = checkout
    session.step = CheckoutStates.address.state
    await sessions.save(state, session)
    return address_screen(checkout.id, session.last_address)
