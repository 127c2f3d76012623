"""Answers an update with a sentence, in whichever way its kind allows."""

from typing import Final

from aiogram.enums import MessageEntityType
from aiogram.types import (
    CallbackQuery,
    InlineQuery,
    Message,
    MessageEntity,
    PreCheckoutQuery,
    Update,
)

from telegram_runtime.delivery.update_facts import kind_of

_LONGEST_ALERT: Final = 200
_UNKNOWN: Final = "unknown"


async def answer_update(update: Update, text: str, *, copyable: str = "") -> None:
    """A message for a message, an alert for a button, nothing where nobody waits.

    Args:
        update: What came.
        text: Plain text.
        copyable: The part of the text that a tap copies, where Telegram can do that.

    Raises:
        TelegramAPIError: It could not be sent.
    """
    if kind_of(update) == _UNKNOWN:
        return
    match update.event:
        case Message() as message if update.message or update.edited_message:
            await message.answer(text, parse_mode=None, entities=_code(text, copyable))
        case CallbackQuery() as callback:
            await callback.answer(text[:_LONGEST_ALERT], show_alert=True)
        case InlineQuery() as query:
            await query.answer([], cache_time=0)
        case PreCheckoutQuery() as query:
            await query.answer(ok=False, error_message=text)
        case _:
            return


def _code(text: str, part: str) -> list[MessageEntity] | None:
    """Where the part stands last in the text, counted as Telegram counts: in UTF-16."""
    before, found, _ = text.rpartition(part) if part else ("", "", "")
    if not found:
        return None
    return [MessageEntity(type=MessageEntityType.CODE, offset=_units(before), length=_units(found))]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
