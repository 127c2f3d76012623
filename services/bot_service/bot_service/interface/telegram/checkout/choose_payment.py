"""Paid how; then all of the order once more."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from business_hexagon.application.actor import Actor
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.checkout.buttons import ChoosePayment
from bot_service.interface.telegram.checkout.order_summary import OrderSummary
from bot_service.interface.telegram.checkout.prepare_order import current_checkout
from bot_service.interface.telegram.payment_choices import PaymentChoices
from bot_service.interface.telegram.screen import acknowledge, redraw
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.stale_button import refuse_stale_button


@inject
async def choose_payment(
    callback: CallbackQuery,
    *,
    callback_data: ChoosePayment,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    choices: FromDishka[PaymentChoices],
    summary: FromDishka[OrderSummary],
) -> None:
    """Remember the choice and show the summary."""
    checkout = current_checkout(session, callback_data.checkout_id)
    if checkout is None or callback_data.choice >= len(choices.choices):
        await refuse_stale_button(callback)
        return
    checkout.payment_method = choices.choices[callback_data.choice].method
    complete = checkout.complete()
    if complete is None:
        await refuse_stale_button(callback)
        return
    screen = await summary.show(complete, actor, session, state)
    await acknowledge(callback)
    await redraw(callback, screen)
