"""What every part of the bot asks of an update: its kind, its chat, its person."""

from aiogram.dispatcher.middlewares.user_context import EventContext, UserContextMiddleware
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError

NOBODY = 0
"""Stands for the chat of updates that belong to none; Telegram gives this number to nobody."""


def kind_of(update: Update) -> str:
    """Such as `message` or `callback_query`; `unknown` for what is newer than our library."""
    try:
        return update.event_type
    except UpdateTypeLookupError:
        return "unknown"


def chat_id_of(update: Update) -> int:
    """The chat that it belongs to.

    What a person does outside of chats (an inline query, a checkout) belongs to the private chat
    with that person, which has the person's number.
    """
    context = _context_of(update)
    return context.chat_id or context.user_id or NOBODY


def language_code_of(update: Update) -> str | None:
    """The language of the person's Telegram, such as `de` or `pt-br`."""
    user = _context_of(update).user
    return None if user is None else user.language_code


def _context_of(update: Update) -> EventContext:
    return UserContextMiddleware.resolve_event_context(update)
