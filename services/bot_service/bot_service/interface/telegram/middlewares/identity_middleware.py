"""Tells who wrote, by one question for each update."""

from aiogram.types import TelegramObject, Update
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.chats.identify_chat import (
    ChatIdentity,
    IdentifyChat,
    IdentifyChatQuery,
)
from telegram_runtime.delivery.update_facts import NOBODY, chat_id_of, language_code_of
from telegram_runtime.handler_type import Handler, HandlerData
from telemetry.request_context import bind_user, current_context, reset_context

from bot_service.interface.telegram.translations import Translations


class IdentityMiddleware:
    """Asks whom the chat speaks for, and in which language.

    Args:
        identify_chat: Knows.
        translations: The languages.
    """

    def __init__(self, identify_chat: IdentifyChat, translations: Translations) -> None:
        self._identify_chat = identify_chat
        self._translations = translations

    async def __call__(self, handler: Handler, event: TelegramObject, data: HandlerData) -> object:
        """Injects `identity: ChatIdentity`, `actor: Actor` and the chosen `language: str`.

        Raises:
            StorageUnavailable: The data service does not answer; the update is tried again.
        """
        if not isinstance(event, Update):
            return await handler(event, data)
        identity = await self._identify(event)
        actor = identity.actor
        data.update(identity=identity, actor=actor)
        bound = bind_user(None if actor.user_id is None else str(actor.user_id))
        try:
            languages = (identity.language, language_code_of(event))
            with self._translations.speaking(*languages) as language:
                data["language"] = language
                return await handler(event, data)
        finally:
            reset_context(bound)

    async def _identify(self, update: Update) -> ChatIdentity:
        chat_id, request_id = chat_id_of(update), current_context().request_id
        if chat_id == NOBODY:
            return ChatIdentity(Actor.guest(request_id=request_id))
        return await self._identify_chat.execute(IdentifyChatQuery(chat_id, request_id))
