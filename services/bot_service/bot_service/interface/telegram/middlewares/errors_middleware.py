"""Turns errors of handlers into sentences, and lets pass what must be tried again."""

from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError
from aiogram.types import TelegramObject, Update
from business_hexagon.application.errors import ApplicationError
from business_hexagon.domain.errors import DomainError
from telegram_runtime.delivery.answering import answer_update
from telegram_runtime.delivery.passing import is_passing
from telegram_runtime.handler_type import Handler, HandlerData
from telegram_runtime.short_request_id import short_request_id
from telemetry.logs import get_logger
from telemetry.request_context import current_context

from bot_service.interface.telegram.error_texts import sentence_of
from bot_service.interface.telegram.refusals import note_refusal
from bot_service.interface.telegram.translations import Translations

_LOG = get_logger("bot_service.errors")


class ErrorsMiddleware:
    """Tells whoever wrote why it could not be done.

    Args:
        translations: The languages.
    """

    def __init__(self, translations: Translations) -> None:
        self._translations = translations

    async def __call__(self, handler: Handler, event: TelegramObject, data: HandlerData) -> object:
        """Answers what the handler could not.

        Raises:
            Exception: It passes by itself, so the update is tried again; or it is a bug of ours,
                which was logged and apologised for.
        """
        try:
            return await handler(event, data)
        except TelegramForbiddenError:
            _LOG.info("chat_not_reached")  # whoever blocked the bot needs no answer
            return None
        except Exception as error:
            if is_passing(error):
                raise
            if not isinstance(error, DomainError | ApplicationError):
                _LOG.exception("update_failed", error=repr(error))
                await self._tell(event, data, error)
                raise
            note_refusal(error)
            # Whoever is refused twice reads the same: what cannot be told now is told later.
            await self._tell(event, data, error, is_told_later=True)
            return None

    async def _tell(
        self,
        event: TelegramObject,
        data: HandlerData,
        error: Exception,
        *,
        is_told_later: bool = False,
    ) -> None:
        request_id = current_context().request_id
        with self._translations.speaking(str(data.get("language"))):
            text = sentence_of(error, request_id)
        try:
            if isinstance(event, Update):
                await answer_update(event, text, copyable=short_request_id(request_id))
        except TelegramAPIError as failure:
            if is_told_later and is_passing(failure):
                raise
            # Once is enough: what keeps us from telling may be what we have to tell.
            _LOG.warning("sentence_not_sent", error=repr(failure))
