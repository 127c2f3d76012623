"""Lets `_` speak the language of whoever wrote."""

from aiogram.types import TelegramObject, Update
from telegram_runtime.delivery.update_facts import language_code_of
from telegram_runtime.handler_type import Handler, HandlerData

from bot_service.interface.telegram.translations import Translations


class LanguageMiddleware:
    """Speaks the language of the person's Telegram until `IdentityMiddleware` knows better.

    Args:
        translations: The languages.
    """

    def __init__(self, translations: Translations) -> None:
        self._translations = translations

    async def __call__(self, handler: Handler, event: TelegramObject, data: HandlerData) -> object:
        """Injects `language: str`."""
        code = language_code_of(event) if isinstance(event, Update) else None
        with self._translations.speaking(code) as language:
            data["language"] = language
            return await handler(event, data)
