"""A Telegram that lives in a test: aiogram's own types, no network."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetUpdates, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, Update, User

CHAT_ID = 4711


class TelegramStandIn(BaseSession):
    """Hands out updates as Telegram does, and keeps what is sent.

    Attributes:
        sent: Every message that was sent, in order.
        offsets: The offset of every request for updates.
        errors: What the next requests are answered with instead.
        idle: Set when somebody waits for updates and there are none.
    """

    def __init__(self, *updates: Update) -> None:
        super().__init__()
        self.sent: list[SendMessage] = []
        self.offsets: list[int | None] = []
        self.errors: deque[Exception] = deque()
        self.idle = asyncio.Event()
        self._updates = list(updates)

    async def make_request(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  as in the base class
    ) -> TelegramType:
        """Answer."""
        del timeout
        if self.errors:
            raise self.errors.popleft()
        if isinstance(method, GetUpdates):
            updates = await self._updates_for(method)
            return cast("TelegramType", updates)  # type: ignore[explicit-any]  # as above
        assert isinstance(method, SendMessage)
        self.sent.append(method)
        message = Message(
            message_id=len(self.sent),
            date=datetime.now(UTC),
            chat=Chat(id=int(method.chat_id), type="private"),
        )
        return cast("TelegramType", message.as_(bot))  # type: ignore[explicit-any]  # as above

    async def _updates_for(self, method: GetUpdates) -> list[Update]:
        self.offsets.append(method.offset)
        # What is below the offset is confirmed and never given again.
        self._updates = [each for each in self._updates if each.update_id >= (method.offset or 0)]
        if not self._updates and method.timeout:
            self.idle.set()
            await asyncio.Event().wait()
        return self._updates[: method.limit]

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, str] | None = None,
        timeout: int = 30,  # noqa: ASYNC109  as in the base class
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002  as in the base class
    ) -> AsyncGenerator[bytes, None]:
        """Nobody downloads anything."""
        del headers, timeout, chunk_size, raise_for_status
        if url:
            raise NotImplementedError
        yield b""


def a_bot(telegram: TelegramStandIn) -> Bot:
    """A bot whose Telegram is the stand-in."""
    return Bot("42:TOKEN", session=telegram)


def says(text: str, update_id: int = 1, chat_type: str = "private") -> Update:
    """Somebody writes to the bot."""
    return Update(
        update_id=update_id,
        message=Message(
            message_id=update_id,
            date=datetime.now(UTC),
            chat=Chat(id=CHAT_ID, type=chat_type),
            from_user=User(id=CHAT_ID, is_bot=False, first_name="Ada"),
            text=text,
        ),
    )
