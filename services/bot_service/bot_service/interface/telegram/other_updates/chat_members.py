"""Somebody blocks the bot, lets it write again, or takes it into a group."""

from typing import Final

from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatMemberUpdated
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.chats.note_chat_blocked import (
    NoteChatBlocked,
    NoteChatBlockedCommand,
)
from dishka.integrations.aiogram import FromDishka, inject
from telemetry.logs import get_logger

_LOG = get_logger("bot_service.chat_members")
_GONE: Final = frozenset({ChatMemberStatus.KICKED, ChatMemberStatus.LEFT})


@inject
async def note_membership(
    change: ChatMemberUpdated, *, note_blocked: FromDishka[NoteChatBlocked]
) -> None:
    """Note whether the bot may write in this private chat."""
    is_blocked = change.new_chat_member.status in _GONE
    await note_blocked.execute(NoteChatBlockedCommand(change.chat.id, is_blocked))


async def leave_group(change: ChatMemberUpdated, *, bot: Bot) -> None:
    """Leave: in a group everybody would read, and be, whoever linked it."""
    if change.new_chat_member.status in _GONE:
        return
    try:
        if change.chat.type != ChatType.CHANNEL:
            await bot.send_message(
                change.chat.id, _("I only talk in private. Please write to me directly!")
            )
        await bot.leave_chat(change.chat.id)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        _LOG.info("group_not_left", error=repr(error))  # it was faster: we are out already
