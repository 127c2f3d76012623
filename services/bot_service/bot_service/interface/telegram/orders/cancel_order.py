"""Cancels an order, after asking once more."""

from aiogram.types import CallbackQuery, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.cancel_order import (
    CancelOrder,
    CancelOrderCommand,
)
from business_hexagon.domain.ordering.errors import OrderAlreadyCompleted
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.orders.buttons import OrderButton
from bot_service.interface.telegram.orders.live_order import LiveOrder
from bot_service.interface.telegram.orders.order_screen import sure_to_cancel_rows
from bot_service.interface.telegram.refusals import refused
from bot_service.interface.telegram.screen import acknowledge, swap_buttons


async def ask_to_cancel(callback: CallbackQuery, callback_data: OrderButton) -> None:
    """A tap is quickly done: ask."""
    await acknowledge(callback)
    await swap_buttons(callback, sure_to_cancel_rows(callback_data.order_id))


@inject
async def cancel_order(
    callback: CallbackQuery,
    *,
    callback_data: OrderButton,
    actor: Actor,
    language: str,
    event_update: Update,
    use_case: FromDishka[CancelOrder],
    live_order: FromDishka[LiveOrder],
) -> None:
    """Ask the shop to cancel; its answer comes as news of the order."""
    order_id = callback_data.order_id
    claim = update_claim(event_update, "cancel_order", order_id)
    try:
        await use_case.execute(
            CancelOrderCommand(actor=actor, order_id=order_id, idempotency=claim)
        )
    except OrderAlreadyCompleted as refusal:
        text = _("Too late to cancel: it is paid already. You can ask for a refund instead.")
        await acknowledge(callback, refused(refusal, text), alert=True)
    else:
        await acknowledge(callback, _("I am cancelling it …"))
    await live_order.show(callback, actor, order_id, language)
