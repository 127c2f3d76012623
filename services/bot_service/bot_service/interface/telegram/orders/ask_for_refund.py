"""Asks for the money back: a reason in one's own words, then a colleague decides."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.request_refund import (
    RequestRefund,
    RequestRefundCommand,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.domain.errors import DomainError
from business_hexagon.domain.ordering.errors import RefundAlreadyRequested
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.orders.buttons import OrderButton
from bot_service.interface.telegram.orders.live_order import LiveOrder
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.order_view import OrderReader
from bot_service.interface.telegram.orders.states import RefundStates
from bot_service.interface.telegram.refusals import refused_screen, tell_refusal
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, write_to
from bot_service.interface.telegram.session import ChatSession

_LONGEST_REASON = 255


@inject
async def ask_for_refund(
    callback: CallbackQuery,
    *,
    callback_data: OrderButton,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    reader: FromDishka[OrderReader],
) -> None:
    """Ask why, if there is anything to give back."""
    view = await reader.read(actor, callback_data.order_id)
    if not (actor.owns(view.order.user_id) and view.is_refund_possible):
        text = _("There is nothing to give back for this order right now.")
        await acknowledge(callback, text, alert=True)
        return
    session.refund_order_id = view.order.id
    session.step = RefundStates.reason.state
    await sessions.save(state, session)
    await acknowledge(callback)
    text = _(
        "↩️ <b>Refund for order {number}</b>\n"
        "I am sorry that it did not work out. What is wrong with it? "
        "One sentence will do.\n\n/cancel if you changed your mind."
    )
    await write_to(callback, Screen(text.format(number=order_number(view.order.id))))


@inject
async def take_reason(
    message: Message,
    *,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    language: str,
    request_refund: FromDishka[RequestRefund],
    live_order: FromDishka[LiveOrder],
) -> None:
    """Hand the wish in, and show the order with it."""
    reason = " ".join((message.text or "").split())[:_LONGEST_REASON]
    order_id = session.refund_order_id
    session.refund_order_id = None
    session.end_dialogue(event_update.update_id)
    if order_id is not None:
        claim = update_claim(event_update, "request_refund", reason)
        try:
            await request_refund.execute(
                RequestRefundCommand(
                    actor=actor, order_id=order_id, reason=reason, idempotency=claim
                )
            )
        except RefundAlreadyRequested as refusal:
            text = _("✍️ You have asked for this already. A colleague is looking at it.")
            await answer_with(message, refused_screen(refusal, Screen(text)))
            await live_order.write(message, actor, order_id, language)
        except (DomainError, NotFound) as refusal:
            await tell_refusal(event_update, refusal)  # asking again would be refused again
        else:
            text = _("✍️ Thank you. A colleague has a look at it, and I tell you what comes of it.")
            await answer_with(message, Screen(text))
            await live_order.write(message, actor, order_id, language)
    # Saved after the answer: until then the text must be taken for a reason when it comes again.
    await sessions.save(state, session)
