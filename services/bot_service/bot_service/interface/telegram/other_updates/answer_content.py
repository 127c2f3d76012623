"""Answers messages that nothing else answers."""

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _
from telemetry.logs import get_logger

from bot_service.interface.telegram.other_updates.content_texts import ANSWERED

_LOG = get_logger("bot_service.other_updates")


async def answer_content(message: Message) -> None:
    """Say a sentence that fits what was sent, or nothing where nobody waits for one."""
    content_type = ContentType(message.content_type)
    if content_type is ContentType.SUCCESSFUL_PAYMENT:
        # We never ask for one, so somebody has to find out whose money that is.
        _LOG.error("payment_out_of_nowhere", message_id=message.message_id)
    sentence = ANSWERED.get(content_type)
    if sentence is not None:
        await message.answer(sentence())


async def refuse_unknown_command(message: Message) -> None:
    """Say that nobody knows the command."""
    await message.answer(_("I do not know this command. /help tells what I can do."))


async def answer_text(message: Message) -> None:
    """Say how to begin; what is understood was answered before."""
    await message.answer(_("I did not understand that. /help tells what I can do."))


async def answer_edit(message: Message) -> None:
    """Say that the first wording counts; nobody edits a photo's caption to order something."""
    if message.text is not None:
        await message.answer(
            _("I have answered your first wording. To change something, please write it anew.")
        )
