"""`/cancel` and `/help`."""

from html import escape

from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.command_menu import COMMANDS, STAFF_COMMANDS
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
    session.refund_order_id = session.declining = None
    session.task_draft = session.product_file = None
    await answer_with(message, Screen(_("👍 Never mind, then. Your cart stays as it is: /cart")))
    await sessions.save(state, session)


async def show_help(message: Message, actor: Actor) -> None:
    """Tell what the bot can do for whoever asks."""
    intro = _("💡 <b>What I can do</b>\nType what you are looking for, or use one of these:")
    lines = (f"/{name} — {escape(describe())}" for name, describe in COMMANDS.items())
    work = [
        f"/{name} — {escape(describe())}"
        for name, (scope, describe) in STAFF_COMMANDS.items()
        if actor.has(scope)
    ]
    parts = (intro, "", *lines, *(("", _("🛠 <b>At work</b>"), *work) if work else ()))
    await answer_with(message, Screen("\n".join(parts)))
