"""`/link` and `/unlink`: which account the chat belongs to."""

from html import escape

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.chats.issue_chat_code import (
    IssueChatCode,
    IssueChatCodeCommand,
)
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChat, UnlinkChatCommand
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.account.buttons import KeepLink, LinkAnyway, Unlink
from bot_service.interface.telegram.account.connecting import Connecting, ask_first_screen
from bot_service.interface.telegram.account.main_menu import menu_screen
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, press, redraw
from bot_service.interface.telegram.session import ChatSession


async def connect(
    message: Message,
    code: str,
    *,
    identity: ChatIdentity,
    session: ChatSession,
    state: FSMContext,
    update: Update,
    connecting: Connecting,
) -> None:
    """Connect by a code; a chat that has an account already is asked first."""
    if not identity.actor.is_guest and session.linking_update != update.update_id:
        await answer_with(message, ask_first_screen(code))
        return
    # Kept first: when the update comes again, the chat is known by what it did itself.
    session.linking_update = update.update_id
    await sessions.save(state, session)
    await answer_with(message, await connecting.connect(update, code))


@inject
async def link(
    message: Message,
    *,
    command: CommandObject,
    identity: ChatIdentity,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    connecting: FromDishka[Connecting],
    issue_chat_code: FromDishka[IssueChatCode],
) -> None:
    """Connect by a code from the account, or hand out one for it."""
    if command.args:
        await connect(
            message,
            command.args,
            identity=identity,
            session=session,
            state=state,
            update=event_update,
            connecting=connecting,
        )
    elif not identity.actor.is_guest:
        name = escape(await connecting.account_name(message.chat.id))
        text = _("🔗 This chat belongs to the account of <b>{name}</b>.\n\n/unlink disconnects it.")
        await answer_with(message, Screen(text.format(name=name)))
    else:
        code = await issue_chat_code.execute(IssueChatCodeCommand(message.chat.id))
        text = _(
            "🔗 <b>Connect your account</b>\n\n"
            "Enter this code in your account within ten minutes:\n<code>{code}</code>\n\n"
            "Or get a code there, and send it to me like this:\n<code>/link CODE</code>"
        )
        await answer_with(message, Screen(text.format(code=escape(code))))


@inject
async def link_anyway(
    callback: CallbackQuery,
    callback_data: LinkAnyway,
    event_update: Update,
    connecting: FromDishka[Connecting],
) -> None:
    """Yes, exchange the account."""
    screen = await connecting.connect(event_update, callback_data.code)
    await acknowledge(callback)
    await redraw(callback, screen)


async def ask_to_unlink(message: Message, identity: ChatIdentity) -> None:
    """Ask before the chat loses its account."""
    if identity.actor.is_guest:
        text = _("This chat is not connected with an account. /link connects it.")
        await answer_with(message, Screen(text))
        return
    text = _(
        "Disconnect this chat from your account?\n"
        "Your orders stay safe, but you will not see them here any more."
    )
    rows = (
        (press(_("✖️ Yes, disconnect"), Unlink()),),
        (press(_("◀ No, leave it"), KeepLink()),),
    )
    await answer_with(message, Screen(text, rows))


@inject
async def unlink(callback: CallbackQuery, unlink_chat: FromDishka[UnlinkChat]) -> None:
    """Yes, disconnect."""
    await unlink_chat.execute(UnlinkChatCommand(callback.from_user.id))
    await acknowledge(callback)
    text = _("Done. This chat is not connected with an account any more. Come back any time!")
    await redraw(callback, menu_screen(text, has_account=False))


async def keep_link(callback: CallbackQuery) -> None:
    """No, leave it."""
    await acknowledge(callback)
    await redraw(callback, Screen(_("👍 Everything stays as it is.")))
