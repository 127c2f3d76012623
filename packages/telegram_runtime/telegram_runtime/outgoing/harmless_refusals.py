"""Refusals of Telegram that mean: there is nothing to do any more."""

from typing import Final

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType

_ANSWERS: Final = (AnswerCallbackQuery, AnswerInlineQuery)
_EDITS: Final = (EditMessageText, EditMessageCaption, EditMessageMedia, EditMessageReplyMarkup)


def is_harmless(method: TelegramMethod[TelegramType], error: TelegramAPIError) -> bool:  # type: ignore[explicit-any]  # the type variable is bound to Any
    """Whether the caller may go on as if it were done.

    A button that was pressed while something was away is answered too late for Telegram, and what
    the press asked for must be done all the same. An edit that changes nothing has changed nothing.
    """
    if not isinstance(error, TelegramBadRequest):
        return False
    reason = error.message.lower()
    if isinstance(method, _ANSWERS):
        return "query is too old" in reason
    return isinstance(method, _EDITS) and "message is not modified" in reason
