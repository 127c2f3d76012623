"""Asks Telegram for updates, and bears it that one of them cannot be read."""

from typing import ClassVar, Final

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, ConfigDict, ValidationError
from telemetry.logs import get_logger

_LOG = get_logger("telegram_runtime.fetching")
_ANSWER_SECONDS: Final = 10


class UnreadUpdate(BaseModel):
    """An update of which only the number was looked at.

    While something is unfinished, Telegram sends all that is not confirmed with every answer:
    reading it anew each time would cost more than handling it once.

    Attributes:
        update_id: Its number.
    """

    model_config = ConfigDict(extra="allow")

    update_id: int

    def read(self, bot: Bot) -> Update | None:
        """The update; nothing when it is newer than our library."""
        try:
            return Update.model_validate(
                {"update_id": self.update_id, **(self.model_extra or {})}, context={"bot": bot}
            )
        except ValidationError as error:
            _LOG.error("update_not_readable", update_id=self.update_id, error=str(error)[:500])
            return None


class GetUnreadUpdates(TelegramMethod[list[UnreadUpdate]]):
    """Aiogram's `GetUpdates`, without reading what it brings.

    Attributes:
        offset: Confirms all that is below it.
        limit: Most updates.
        timeout: Seconds that Telegram may wait for one.
        allowed_updates: The kinds that we want.
    """

    __returning__: ClassVar[type[list[UnreadUpdate]]] = list[UnreadUpdate]
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


async def fetch_updates(
    bot: Bot, *, offset: int | None, wait_seconds: int, allowed: list[str], limit: int = 100
) -> list[UnreadUpdate]:
    """Asks for updates.

    Args:
        bot: The Bot API.
        offset: Confirms all that is below it.
        wait_seconds: How long Telegram may wait for one.
        allowed: The kinds that we want.
        limit: Most updates.

    Raises:
        TelegramAPIError: Telegram cannot be reached or refuses.
        ClientDecodeError: It was not Telegram that answered.
    """
    method = GetUnreadUpdates(
        offset=offset, limit=limit, timeout=wait_seconds, allowed_updates=allowed
    )
    return await bot(method, request_timeout=wait_seconds + _ANSWER_SECONDS)
