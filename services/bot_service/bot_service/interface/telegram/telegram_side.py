"""All that needs aiogram, in one place: a bot without a token never imports it.

Importing aiogram takes seconds, and as much memory as the rest of the process.
"""

import asyncio

from aiogram import Bot
from aiogram.fsm.storage.redis import RedisStorage
from dishka import AsyncContainer

from bot_service.interface.telegram.dispatcher import build_dispatcher
from bot_service.interface.telegram.polling import Polling
from bot_service.interface.telegram.telegram_messenger import TelegramMessenger

_STATE_SECONDS = 7 * 24 * 3600


class TelegramSide:
    """The bot, its dispatcher and its polling.

    Args:
        token: The bot's token.
        redis_url: Where dialogue states are kept, for a week.
        container: Where handlers get their use cases from.

    Raises:
        TokenValidationError: The token has not the shape of one.
    """

    def __init__(self, token: str, redis_url: str, container: AsyncContainer) -> None:
        self._bot = Bot(token)
        storage = RedisStorage.from_url(
            redis_url, state_ttl=_STATE_SECONDS, data_ttl=_STATE_SECONDS
        )
        self._dispatcher = build_dispatcher(storage, container)
        self._polling = Polling(self._bot, self._dispatcher)
        self.messenger = TelegramMessenger(self._bot)

    @property
    def status(self) -> str:
        """How polling goes."""
        return self._polling.status

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until the event is set; the update in hand is finished."""
        await self._polling.run(stop)

    async def aclose(self) -> None:
        """Closes the connections to Telegram and Redis."""
        await self._bot.session.close()
        await self._dispatcher.storage.close()
