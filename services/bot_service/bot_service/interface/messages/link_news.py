"""Tells a chat whose account it speaks for, when that was not decided in the chat."""

from typing import Final

from aiogram import Bot
from aiogram.enums import ParseMode
from business_hexagon.application.queries.chats.find_chat_of_user import (
    FindChatOfUser,
    FindChatOfUserQuery,
)
from business_hexagon.domain.errors import PermissionDenied
from integration_events.chat_events import ChatLinked
from message_bus.delivery import ReceivedEvent
from telegram_runtime.delivery.chat_turns import ChatTurns

from bot_service.interface.telegram.account.connecting import Connecting
from bot_service.interface.telegram.translations import Translations

_OURSELVES: Final = "bot_service"


class LinkNews:
    """Listens to links that were made by the API.

    Somebody who was given a chat's code, or took it, links the chat to an account of his own: the
    person in the chat must learn of it before he shops for another.

    Args:
        bot: Writes.
        turns: One at a time in each chat.
        translations: The languages.
        find_chat_of_user: Which chat the account has now.
        connecting: Says whose account it is.
    """

    def __init__(
        self,
        *,
        bot: Bot,
        turns: ChatTurns,
        translations: Translations,
        find_chat_of_user: FindChatOfUser,
        connecting: Connecting,
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._translations = translations
        self._find_chat_of_user = find_chat_of_user
        self._connecting = connecting

    async def when_chat_linked(self, received: ReceivedEvent) -> None:
        """Tell the chat; a link made in it was answered there.

        Raises:
            StorageUnavailable: A data service does not answer.
            TelegramAPIError: Telegram does not take it.
        """
        data = received.envelope.data
        if not isinstance(data, ChatLinked) or received.envelope.service == _OURSELVES:
            return
        address = await self._find_chat_of_user.execute(FindChatOfUserQuery(data.user_id))
        if address is None:
            return
        async with self._turns.turn(address.chat_id):
            with self._translations.speaking(address.language):
                try:
                    screen = await self._connecting.connected_screen(address.chat_id)
                except PermissionDenied:
                    return  # the link has ended a moment ago
                await self._bot.send_message(
                    address.chat_id,
                    screen.text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=screen.markup,
                )
