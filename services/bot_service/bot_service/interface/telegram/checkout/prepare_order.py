"""From the cart to the summary: where to, and paid how."""

from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.cart.cart_screen import cart_screen
from bot_service.interface.telegram.cart.kept_cart import shown_cart
from bot_service.interface.telegram.checkout.begin_checkout import begin_checkout
from bot_service.interface.telegram.checkout.buttons import (
    ChangeAddress,
    UseLastAddress,
)
from bot_service.interface.telegram.checkout.checkout_screens import (
    address_not_read_screen,
    address_screen,
    mixed_currencies_text,
    payment_screen,
    who_are_you_screen,
)
from bot_service.interface.telegram.checkout.checkout_state import Checkout
from bot_service.interface.telegram.checkout.read_address import read_address
from bot_service.interface.telegram.checkout.states import CheckoutStates
from bot_service.interface.telegram.payment_choices import PaymentChoices
from bot_service.interface.telegram.screen import acknowledge, answer_with, redraw
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.stale_button import refuse_stale_button


@inject
async def begin(
    callback: CallbackQuery,
    identity: ChatIdentity,
    session: ChatSession,
    state: FSMContext,
    list_products: FromDishka[ListProducts],
) -> None:
    """Ask for the address, once it is clear that the cart can be ordered, and by whom."""
    if identity.actor.is_guest:
        await acknowledge(callback)
        await redraw(callback, who_are_you_screen())
        return
    view = await shown_cart(list_products, identity.actor, session, state)
    if view.gone:
        await acknowledge(callback)
        await redraw(callback, cart_screen(view))
        return
    if len(view.currencies) > 1:
        await acknowledge(callback, mixed_currencies_text(), alert=True)
        return
    screen = await begin_checkout(session, state)
    await acknowledge(callback)
    await redraw(callback, screen)


@inject
async def take_address(
    message: Message,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    choices: FromDishka[PaymentChoices],
) -> None:
    """Read the address that was typed, and ask how to pay."""
    checkout = session.checkout
    address = read_address(message.text or "")
    if checkout is None or address is None:
        await answer_with(message, address_not_read_screen())
        return
    await answer_with(message, payment_screen(checkout.id, _labels(choices)))
    checkout.address = address
    # Kept after the answer: until then the text must be taken for an address when it comes again.
    session.end_dialogue(event_update.update_id)
    await sessions.save(state, session)


@inject
async def use_last_address(
    callback: CallbackQuery,
    callback_data: UseLastAddress,
    session: ChatSession,
    state: FSMContext,
    choices: FromDishka[PaymentChoices],
) -> None:
    """Where the last order went."""
    checkout = current_checkout(session, callback_data.checkout_id)
    if checkout is None or session.last_address is None:
        await refuse_stale_button(callback)
        return
    checkout.address = session.last_address
    session.step = None
    await sessions.save(state, session)
    await acknowledge(callback)
    await redraw(callback, payment_screen(checkout.id, _labels(choices)))


async def change_address(
    callback: CallbackQuery, callback_data: ChangeAddress, session: ChatSession, state: FSMContext
) -> None:
    """Ask once more where it goes."""
    checkout = current_checkout(session, callback_data.checkout_id)
    if checkout is None:
        await refuse_stale_button(callback)
        return
    session.step = CheckoutStates.address.state
    await sessions.save(state, session)
    await acknowledge(callback)
    await redraw(callback, address_screen(checkout.id, session.last_address))


@inject
async def abandon(
    callback: CallbackQuery,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    list_products: FromDishka[ListProducts],
) -> None:
    """Back to the cart."""
    session.checkout = None
    session.step = None
    await sessions.save(state, session)
    view = await shown_cart(list_products, actor, session, state)
    await acknowledge(callback)
    await redraw(callback, cart_screen(view))


def current_checkout(session: ChatSession, checkout_id: UUID) -> Checkout | None:
    """The checkout that is going on, if the button belongs to it."""
    checkout = session.checkout
    return checkout if checkout is not None and checkout.id == checkout_id else None


def _labels(choices: PaymentChoices) -> list[str]:
    return [choice.label for choice in choices.choices]
