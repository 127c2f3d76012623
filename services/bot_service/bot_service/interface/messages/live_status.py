"""Keeps the message of an order up to date, and tells its customer the news."""

from typing import Final
from uuid import UUID

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import ReplyParameters
from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.chats.find_chat_of_user import (
    FindChatOfUser,
    FindChatOfUserQuery,
)
from business_hexagon.application.queries.chats.identify_chat import (
    ChatIdentity,
    IdentifyChat,
    IdentifyChatQuery,
)
from message_bus.delivery import ReceivedEvent
from telegram_runtime.delivery.chat_turns import ChatTurns

from bot_service.interface.telegram.orders.order_news import NEWS, news_of
from bot_service.interface.telegram.orders.order_screen import order_screen
from bot_service.interface.telegram.orders.order_view import OrderReader, OrderView
from bot_service.interface.telegram.orders.status_messages import StatusMessage, StatusMessages
from bot_service.interface.telegram.screen import Screen
from bot_service.interface.telegram.translations import Translations

ORDER_EVENTS: Final = (
    "order.confirmed",
    "order.completed",
    "order.cancelled",
    "order.refund_requested",
    "payment.refunded",
    "refund_request.created",
    "refund_request.approved",
    "refund_request.declined",
)
"""Types of events after which an order looks different, or its customer is told something."""

_UNCHANGED: Final = "message is not modified"
_MOST_TOLD: Final = 20


class LiveStatus:
    """Listens to what happens to orders.

    An event only says that something moved: what is shown is read anew, so that events may come
    late, twice or in another order.

    Args:
        bot: Writes and edits.
        turns: One at a time in each chat.
        translations: The languages.
        identify_chat: Whom a chat speaks for now.
        find_chat_of_user: Which chat a customer has, if no message shows the order yet.
        reader: Reads orders.
        status_messages: Which message shows which order.
    """

    def __init__(
        self,
        *,
        bot: Bot,
        turns: ChatTurns,
        translations: Translations,
        identify_chat: IdentifyChat,
        find_chat_of_user: FindChatOfUser,
        reader: OrderReader,
        status_messages: StatusMessages,
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._translations = translations
        self._identify_chat = identify_chat
        self._find_chat_of_user = find_chat_of_user
        self._reader = reader
        self._status_messages = status_messages

    async def when_order_moved(self, received: ReceivedEvent) -> None:
        """Edit the order's message, and tell the news if it is any.

        Raises:
            StorageUnavailable: A data service, or the store, does not answer.
            TelegramAPIError: Telegram does not take it.
        """
        data = received.envelope.data
        order_id, user_id = getattr(data, "order_id", None), getattr(data, "user_id", None)
        if not isinstance(order_id, UUID):
            return
        is_news = received.envelope.event_type in NEWS
        shown = await self._status_messages.get(order_id)
        before = None if shown is None else shown.chat_id
        if before is not None and await self._tell(before, order_id, received, is_news=is_news):
            return
        if not is_news or not isinstance(user_id, UUID):
            return
        # Most orders come from elsewhere: only the end of one is worth a question. And a customer
        # may have another chat by now than the one that shows the order.
        found = await self._find_chat_of_user.execute(FindChatOfUserQuery(user_id))
        if found is not None and found.chat_id != before:
            await self._tell(found.chat_id, order_id, received, is_news=is_news)

    async def _tell(
        self, chat_id: int, order_id: UUID, received: ReceivedEvent, *, is_news: bool
    ) -> bool:
        """Tell it in the chat's turn; whether the order is that of whom the chat speaks for."""
        async with self._turns.turn(chat_id):
            identity = await self._identify_chat.execute(IdentifyChatQuery(chat_id))
            view = await self._read(identity, order_id)
            if view is None:
                return False
            await self._show(chat_id, identity, view, received, is_news=is_news)
            return True

    async def _show(
        self,
        chat_id: int,
        identity: ChatIdentity,
        view: OrderView,
        received: ReceivedEvent,
        *,
        is_news: bool,
    ) -> None:
        # Read in our turn: a handler may have shown the order somewhere else meanwhile.
        kept = await self._status_messages.get(view.order.id)
        shown = None if kept is None or kept.chat_id != chat_id else kept
        language = None if shown is None else shown.language
        with self._translations.speaking(identity.language, language):
            screen = order_screen(view)
            is_edited = shown is not None and await self._edit(shown, screen)
            event_id = received.envelope.event_id
            told = [] if kept is None else kept.told
            if not is_news or identity.is_muted or event_id in told:
                return
            news = news_of(received.envelope.data, view.order)
            if shown is not None and is_edited:
                await self._write(chat_id, Screen(news), answers=shown.message_id)
                message_id = shown.message_id
            else:
                # What nobody has on his screen any more goes on here.
                message_id = await self._write(chat_id, Screen(news, screen.rows))
        now = StatusMessage(
            chat_id=chat_id,
            message_id=message_id,
            language=language,
            told=[*told[-_MOST_TOLD:], event_id],
        )
        await self._status_messages.keep(view.order.id, now)

    async def _read(self, identity: ChatIdentity, order_id: UUID) -> OrderView | None:
        """The order, if it is still that of whom the chat speaks for."""
        try:
            view = await self._reader.read(identity.actor, order_id)
        except NotFound:
            return None
        return view if identity.actor.owns(view.order.user_id) else None

    async def _edit(self, shown: StatusMessage, screen: Screen) -> bool:
        """Whether the message shows the screen now; it does not when it was deleted."""
        try:
            await self._bot.edit_message_text(
                screen.text,
                chat_id=shown.chat_id,
                message_id=shown.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.markup,
            )
        except TelegramBadRequest as error:
            return _UNCHANGED in error.message
        return True

    async def _write(self, chat_id: int, screen: Screen, answers: int | None = None) -> int:
        """Write a new message, perhaps as an answer to another; returns its number."""
        reply = None
        if answers is not None:
            reply = ReplyParameters(message_id=answers, allow_sending_without_reply=True)
        written = await self._bot.send_message(
            chat_id,
            screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.markup,
            reply_parameters=reply,
        )
        return written.message_id
