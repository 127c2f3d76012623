"""`/cancel` and `/help`."""

from html import escape

from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.command_menu import COMMANDS
from bot_service.interface.telegram.screen import Screen, answer_with
from bot_service.interface.telegram.session import ChatSession


async def cancel_dialogue(message: Message, session: ChatSession, state: FSMContext) -> None:
    """Forget what was being asked; the cart stays."""
    if session.step is None and session.checkout is None:
        text = _("There is nothing to stop right now.\nTo cancel an order, open it with /orders.")
        await answer_with(message, Screen(text))
        return
    session.step = None
    session.checkout = None
    session.refund_order_id = None
    await answer_with(message, Screen(_("👍 Never mind, then. Your cart stays as it is: /cart")))
    await sessions.save(state, session)


async def show_help(message: Message) -> None:
    """Tell what the bot can do."""
    intro = _("💡 <b>What I can do</b>\nType what you are looking for, or use one of these:")
    lines = (f"/{name} — {escape(describe())}" for name, describe in COMMANDS.items())
    await answer_with(message, Screen("\n".join((intro, "", *lines))))
