"""Refused operations that a handler tells of in its own words.

Whatever a use case refuses is logged and names the request, whoever finds the words for it: the
middleware of errors, or a handler that knows better what to do next.
"""

from dataclasses import replace

from aiogram.types import Update
from business_hexagon.application.errors import ApplicationError
from business_hexagon.domain.errors import DomainError
from telegram_runtime.delivery.answering import answer_update
from telegram_runtime.short_request_id import short_request_id
from telemetry.logs import get_logger
from telemetry.request_context import current_context

from bot_service.interface.telegram.error_texts import reference, sentence_of
from bot_service.interface.telegram.screen import Screen

_LOG = get_logger("bot_service.refusals")


def note_refusal(error: DomainError | ApplicationError) -> None:
    """Write the line of the log that the request's id leads to."""
    _LOG.info("update_refused", code=error.code)


async def tell_refusal(update: Update, error: DomainError | ApplicationError) -> None:
    """Note the refusal and answer the update with it.

    Raises:
        TelegramAPIError: The answer could not be sent.
    """
    note_refusal(error)
    request_id = current_context().request_id
    text = sentence_of(error, request_id)
    await answer_update(update, text, copyable=short_request_id(request_id))


def refused(error: DomainError | ApplicationError, sentence: str) -> str:
    """Note the refusal; the sentence with the request's name, as plain text for an alert."""
    note_refusal(error)
    return f"{sentence}\n{reference(current_context().request_id)}"


def refused_screen(error: DomainError | ApplicationError, screen: Screen) -> Screen:
    """Note the refusal; the screen with the request's name below its text, to be copied."""
    note_refusal(error)
    named = reference(current_context().request_id, "<code>{}</code>")
    return replace(screen, text=f"{screen.text}\n\n{named}")
