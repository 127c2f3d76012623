"""`/register`: an account with one tap."""

import unicodedata
from html import escape

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.chats.open_chat_account import (
    OpenChatAccount,
    OpenChatAccountCommand,
)
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.account.buttons import Register
from bot_service.interface.telegram.account.main_menu import menu_screen
from bot_service.interface.telegram.checkout.begin_checkout import begin_checkout
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, redraw
from bot_service.interface.telegram.session import ChatSession

_LONGEST_NAME = 255


@inject
async def register(
    message: Message,
    event_update: Update,
    open_chat_account: FromDishka[OpenChatAccount],
) -> None:
    """Open an account; whoever has one keeps it."""
    person = message.chat
    screen = await _registered(person.id, person.full_name, event_update, open_chat_account)
    await answer_with(message, screen)


@inject
async def register_by_button(
    callback: CallbackQuery,
    *,
    callback_data: Register,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    open_chat_account: FromDishka[OpenChatAccount],
) -> None:
    """The same by a button; whoever was about to order goes on with that."""
    person = callback.from_user
    screen = await _registered(person.id, person.full_name, event_update, open_chat_account)
    await acknowledge(callback, _("🎉 Your account is ready!"))
    if callback_data.then_checkout:
        screen = await begin_checkout(session, state)
    await redraw(callback, screen)


async def _registered(
    chat_id: int, full_name: str, update: Update, use_case: OpenChatAccount
) -> Screen:
    name = account_name(full_name)
    claim = update_claim(update, "open_chat_account")
    await use_case.execute(OpenChatAccountCommand(chat_id=chat_id, name=name, idempotency=claim))
    text = _(
        "🎉 Nice to meet you, {name}! Your account is ready.\n\n"
        "I keep an eye on your orders and tell you how they are doing."
    )
    return menu_screen(text.format(name=escape(name)), has_account=True)


def account_name(full_name: str) -> str:
    """What somebody is called on Telegram, without what no name may hold."""
    printable = (c for c in full_name if unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(printable).strip()[:_LONGEST_NAME].strip() or "Telegram"
