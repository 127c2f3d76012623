"""Buys, once, however often the button is tapped or its press delivered."""

from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import (
    PlaceOrder,
    PlaceOrderCommand,
)
from business_hexagon.application.errors import GuardFailed
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.domain.ordering.errors import ProductInactive, ProductUnknown, TotalChanged
from business_hexagon.domain.values.address import Address
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.checkout.buttons import ConfirmOrder
from bot_service.interface.telegram.checkout.checkout_screens import who_are_you_screen
from bot_service.interface.telegram.checkout.checkout_state import (
    Checkout,
    CompleteCheckout,
    Placed,
)
from bot_service.interface.telegram.checkout.order_summary import OrderSummary
from bot_service.interface.telegram.checkout.prepare_order import current_checkout
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.orders.live_order import LiveOrder
from bot_service.interface.telegram.orders.shown_order import OrderHead
from bot_service.interface.telegram.refusals import refused_screen
from bot_service.interface.telegram.screen import acknowledge, redraw
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.stale_button import refuse_stale_button


@inject
async def confirm_order(
    callback: CallbackQuery,
    *,
    callback_data: ConfirmOrder,
    identity: ChatIdentity,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    language: str,
    place_order: FromDishka[PlaceOrder],
    summary: FromDishka[OrderSummary],
    live_order: FromDishka[LiveOrder],
) -> None:
    """Place the order that the summary showed; its message tells from then on how it goes."""
    actor, checkout_id = identity.actor, callback_data.checkout_id
    placed = session.placed
    if placed is not None and placed.checkout_id == checkout_id:
        await acknowledge(callback, _("You have ordered this already. Here it is!"))
        await live_order.show(callback, actor, placed.order_id, language)
        return
    checkout = current_checkout(session, checkout_id)
    complete = None if checkout is None else checkout.complete()
    if checkout is None or complete is None or checkout.agreed_total is None:
        await refuse_stale_button(callback)
        return
    if identity.actor.is_guest:
        await acknowledge(callback)
        await redraw(callback, who_are_you_screen())
        return
    try:
        order_id = await _place(place_order, actor, checkout, complete, event_update)
    except (GuardFailed, ProductInactive, ProductUnknown, TotalChanged) as refusal:
        # What the customer agreed to is not what he would get: he decides anew.
        screen = await summary.show(complete, actor, session, state, is_new_price=True)
        await acknowledge(callback)
        await redraw(callback, refused_screen(refusal, screen))
        return
    _note_placed(session, complete, order_id)
    await sessions.save(state, session)
    await acknowledge(callback, _("🎉 Thank you for your order!"))
    await live_order.show(callback, actor, order_id, language)


async def _place(
    place_order: PlaceOrder,
    actor: Actor,
    checkout: Checkout,
    complete: CompleteCheckout,
    update: Update,
) -> UUID:
    outcome = await place_order.execute(
        PlaceOrderCommand(
            actor=actor,
            lines=tuple(
                LineRequest(product_id=product_id, quantity=quantity)
                for product_id, quantity in complete.lines.items()
            ),
            shipping_address=Address(**complete.address.model_dump()),
            payment_method=complete.payment_method,
            agreed_total=checkout.agreed_total,
            # The checkout is what happens once: a second press is another update.
            idempotency=update_claim(update, "place_order", complete.id, key=str(complete.id)),
        )
    )
    return OrderHead.model_validate_json(outcome.response).id


def _note_placed(session: ChatSession, complete: CompleteCheckout, order_id: UUID) -> None:
    session.placed = Placed(checkout_id=complete.id, order_id=order_id)
    session.last_address = complete.address
    session.checkout = None
    session.step = None
    for product_id, quantity in complete.lines.items():
        left = session.cart.pop(product_id, 0) - quantity
        if left > 0:
            session.cart[product_id] = left
