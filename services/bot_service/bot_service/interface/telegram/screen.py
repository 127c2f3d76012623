"""What a person sees: a text with buttons below it, and how it gets into a chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import SendMessage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)

type Row = tuple[InlineKeyboardButton, ...]

_UNCHANGED: Final = "message is not modified"
_TOO_LATE: Final = ("query is too old", "query ID is invalid")
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Screen:
    """A text with buttons.

    Attributes:
        text: In Telegram's HTML; whatever came from people is escaped.
        rows: The buttons below it, row by row.
    """

    text: str
    rows: Sequence[Row] = ()

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram takes them; nothing when there are none."""
        rows = [list(row) for row in self.rows if row]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def press(text: str, data: CallbackData) -> InlineKeyboardButton:
    """A button that sends data back to us."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


async def acknowledge(callback: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Tell Telegram that the button was heard, perhaps with a word.

    Args:
        callback: The press.
        text: Shown for a moment, or in a window of its own; at most 200 characters.
        alert: Whether in a window of its own.
    """
    try:
        await callback.answer(text or None, show_alert=alert)
    except TelegramBadRequest as error:
        # A press that comes again after a crash may be too old for an answer, not for its effect.
        if not any(reason in error.message for reason in _TOO_LATE):
            raise


async def answer_with(message: Message, screen: Screen) -> Message:
    """Write a new message into the chat of the message; returns what was written."""
    return await message.answer(
        screen.text,
        parse_mode=ParseMode.HTML,
        reply_markup=screen.markup,
        link_preview_options=_NO_PREVIEW,
    )


async def redraw(callback: CallbackQuery, screen: Screen) -> int:
    """Show the screen where the button was, or below when that message cannot be changed.

    A photo keeps its picture and an old message is closed to us: both get a new message.

    Returns:
        The number of the message that shows the screen now.
    """
    shown = callback.message
    if isinstance(shown, Message) and shown.text is not None:
        try:
            await shown.edit_text(
                screen.text,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.markup,
                link_preview_options=_NO_PREVIEW,
            )
        except TelegramBadRequest as error:
            if _UNCHANGED not in error.message:
                return (await answer_with(shown, screen)).message_id
        return shown.message_id
    return await write_to(callback, screen)


async def write_to(callback: CallbackQuery, screen: Screen) -> int:
    """Write a new message to whoever pressed; returns its number."""
    writing = SendMessage(
        chat_id=callback.from_user.id,
        text=screen.text,
        parse_mode=ParseMode.HTML,
        reply_markup=screen.markup,
        link_preview_options=_NO_PREVIEW,
    )
    return (await writing.as_(callback.bot)).message_id


async def swap_buttons(callback: CallbackQuery, rows: Sequence[Row]) -> None:
    """Change only the buttons below the message, whatever it is; one too old keeps its own."""
    shown = callback.message
    if not isinstance(shown, Message):
        return
    try:
        await shown.edit_reply_markup(reply_markup=Screen("", rows).markup)
    except TelegramBadRequest as error:
        if _UNCHANGED not in error.message:
            raise
