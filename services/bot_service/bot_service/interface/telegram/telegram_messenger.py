"""Writes into Telegram chats."""

from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from message_bus.errors import DependencyDown
from telemetry.logs import get_logger

_LOG = get_logger("bot_service.telegram_messenger")


class TelegramMessenger:
    """Implements `ChatMessenger`.

    Args:
        bot: The Bot API.
    """

    is_configured = True

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def tell(self, chat_id: int, text: str) -> None:
        """Writes a text; a chat that is gone, or whose owner has blocked the bot, is left alone.

        Raises:
            DependencyDown: Telegram cannot be reached, or wants us to slow down.
        """
        try:
            await self._bot.send_message(chat_id, text)
        except (TelegramForbiddenError, TelegramBadRequest) as error:
            _LOG.info("chat_not_reached", reason=type(error).__name__)
        except (TelegramNetworkError, TelegramRetryAfter, TelegramServerError) as error:
            raise DependencyDown(type(error).__name__) from error
