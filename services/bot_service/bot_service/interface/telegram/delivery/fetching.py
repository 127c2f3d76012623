"""Asks Telegram for updates, and bears it that one of them cannot be read."""

from collections.abc import Sequence
from typing import Final

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError
from aiogram.types import Update
from pydantic import BaseModel, ValidationError
from telemetry.logs import get_logger

_LOG = get_logger("bot_service.fetching")
_ANSWER_SECONDS: Final = 10


class _Numbered(BaseModel):
    """The least that an update has."""

    update_id: int


class Fetched(BaseModel):
    """What a request brought.

    Attributes:
        updates: Those that we can read.
        unreadable: Numbers of those that our library does not understand.
    """

    updates: Sequence[Update]
    unreadable: Sequence[int] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it brought nothing at all."""
        return not self.updates and not self.unreadable


async def fetch_updates(
    bot: Bot, *, offset: int | None, wait_seconds: int, allowed: list[str], limit: int = 100
) -> Fetched:
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
    try:
        return Fetched(
            updates=await bot.get_updates(
                offset=offset,
                limit=limit,
                timeout=wait_seconds,
                allowed_updates=allowed,
                request_timeout=wait_seconds + _ANSWER_SECONDS,
            )
        )
    except ClientDecodeError as error:
        return _one_by_one(bot, error)


def _one_by_one(bot: Bot, error: ClientDecodeError) -> Fetched:
    """Reads the rest of an answer of which one update is newer than our library."""
    data: object = error.data
    results: object = data.get("result") if isinstance(data, dict) else None
    if not isinstance(results, list):
        raise error
    updates, unreadable = [], []
    for result in results:
        try:
            updates.append(Update.model_validate(result, context={"bot": bot}))
        except ValidationError as cause:
            unreadable.append(_number_of(result, error))
            _LOG.error("update_not_readable", update_id=unreadable[-1], error=str(cause)[:500])
    return Fetched(updates=updates, unreadable=unreadable)


def _number_of(result: object, error: ClientDecodeError) -> int:
    try:
        return _Numbered.model_validate(result).update_id
    except ValidationError:
        raise error from None  # no update at all: it was not Telegram that answered
