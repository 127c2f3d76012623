"""A Telegram that lives in a test: aiogram's own types, no network."""

import asyncio
from collections import deque
from datetime import UTC, datetime
from typing import cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, Chat, InlineQuery, Message, Update, User
from telegram_runtime.delivery.fetching import GetUnreadUpdates, UnreadUpdate

from tests.fakes.session_without_network import SessionWithoutNetwork

CHAT_ID = 4711


class TelegramStandIn(SessionWithoutNetwork):
    """Hands out updates as Telegram does, and keeps what is sent.

    Args:
        updates: What it has from the beginning.
        waits: Whether it waits for updates as long as it is asked to, as Telegram does.

    Attributes:
        calls: Every call but those for updates, in order.
        offsets: The offset of every request for updates.
        errors: What the next calls are answered with instead, one by one.
        fetch_errors: The same for requests for updates.
        idle: Set while somebody waits for updates and there are none.
    """

    def __init__(self, *updates: Update, waits: bool = True) -> None:
        super().__init__()
        self._waits = waits
        self.calls: list[TelegramMethod[object]] = []
        self.offsets: list[int | None] = []
        self.errors: deque[Exception] = deque()
        self.fetch_errors: deque[Exception] = deque()
        self.idle = asyncio.Event()
        self._news = asyncio.Event()
        self._updates = list(updates)

    @property
    def sent(self) -> list[SendMessage]:
        """Every message that was sent, in order."""
        return [call for call in self.calls if isinstance(call, SendMessage)]

    @property
    def unconfirmed(self) -> list[int]:
        """The numbers of the updates that Telegram still has."""
        return [update.update_id for update in self._updates]

    def push(self, *updates: Update) -> None:
        """Lets more updates come."""
        self._updates.extend(updates)
        self.idle.clear()
        self._news.set()

    async def make_request(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  as in the base class
    ) -> TelegramType:
        """Answer."""
        del timeout
        errors = self.fetch_errors if isinstance(method, GetUnreadUpdates) else self.errors
        if errors:
            raise errors.popleft()
        if isinstance(method, GetUnreadUpdates):
            updates = [unread(update) for update in await self._updates_for(method)]
            return cast("TelegramType", updates)  # type: ignore[explicit-any]  # as above
        self.calls.append(cast("TelegramMethod[object]", method))
        return cast("TelegramType", self._answer(bot, method))  # type: ignore[explicit-any]  # as above

    def _answer(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Message | bool:  # type: ignore[explicit-any]  # as above
        """A message for what writes one, else yes."""
        chat_id: object = getattr(method, "chat_id", None)
        if method.__api_method__ == "sendChatAction" or not isinstance(chat_id, int):
            return True
        message_id: object = getattr(method, "message_id", None)
        message = Message(
            message_id=message_id if isinstance(message_id, int) else len(self.calls),
            date=datetime.now(UTC),
            chat=Chat(id=chat_id, type="private"),
            text=getattr(method, "text", None),
        )
        return message.as_(bot)

    async def _updates_for(self, method: GetUnreadUpdates) -> list[Update]:
        self.offsets.append(method.offset)
        # What is below the offset is confirmed and never given again.
        self._updates = [each for each in self._updates if each.update_id >= (method.offset or 0)]
        while not self._updates and method.timeout and self._waits:
            self._news.clear()
            self.idle.set()
            await self._news.wait()
        return self._updates[: method.limit]


def a_bot(telegram: TelegramStandIn) -> Bot:
    """A bot whose Telegram is the stand-in."""
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML)
    return Bot("42:TOKEN", session=telegram, default=properties)


def unread(update: Update) -> UnreadUpdate:
    """The update as it comes from Telegram, whether our library knows it or not."""
    sent = update.model_dump(mode="json", exclude_none=True, by_alias=True, warnings=False)
    return UnreadUpdate.model_validate(sent)


def mounted(update: Update, bot: Bot) -> Update:
    """The update as the bot's own requests bring it: all that is in it can answer."""
    return Update.model_validate(update.model_dump(), context={"bot": bot})


def a_person(chat_id: int = CHAT_ID, language: str | None = "en") -> User:
    """Somebody who writes to the bot."""
    return User(id=chat_id, is_bot=False, first_name="Ada", language_code=language)


def says(
    text: str,
    update_id: int = 1,
    chat_type: str = "private",
    *,
    chat_id: int = CHAT_ID,
    language: str | None = "en",
) -> Update:
    """Somebody writes to the bot."""
    message = Message(
        message_id=update_id,
        date=datetime.now(UTC),
        chat=Chat(id=chat_id, type=chat_type),
        from_user=a_person(chat_id, language),
        text=text,
    )
    return Update(update_id=update_id, message=message)


def presses(data: str, update_id: int = 1, *, chat_id: int = CHAT_ID) -> Update:
    """Somebody presses a button of the bot's message."""
    message = Message(
        message_id=99,
        date=datetime.now(UTC),
        chat=Chat(id=chat_id, type="private"),
        text="before",
    )
    callback = CallbackQuery(
        id=f"query_{update_id}",
        from_user=a_person(chat_id),
        chat_instance="instance",
        message=message,
        data=data,
    )
    return Update(update_id=update_id, callback_query=callback)


def asks_inline(query: str, update_id: int = 1, *, chat_id: int = CHAT_ID) -> Update:
    """Somebody types the bot's name and some words, in whatever chat."""
    asked = InlineQuery(
        id=f"inline_{update_id}", from_user=a_person(chat_id), query=query, offset=""
    )
    return Update(update_id=update_id, inline_query=asked)
