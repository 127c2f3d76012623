"""An aiogram session that keeps what a Bot API answered, and whether aiogram can read it."""

from contextlib import suppress
from typing import Final

import orjson
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from storage_contracts.json_value import Json, JsonObject


class OverheardSession(AiohttpSession):
    """Listens to a Bot API.

    Args:
        url: The Bot API.

    Attributes:
        answers: The result of the last call of each method, as it came.
        unread: Methods of which aiogram could not read an answer.
    """

    def __init__(self, url: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(url))
        self.answers: Final[dict[str, Json]] = {}
        self.unread: Final[set[str]] = set()

    def check_response(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Keep an answer, then read it."""
        said: JsonObject = orjson.loads(content)
        name = method.__api_method__
        self.answers[name] = said.get("result")
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            self.unread.add(name)
            raise


async def heard(bot: Bot, method: TelegramMethod[TelegramType]) -> Json:  # type: ignore[explicit-any]  # as above
    """Call a method; returns the result as it came, nothing when it was refused."""
    session = bot.session
    assert isinstance(session, OverheardSession)
    session.answers.pop(method.__api_method__, None)
    with suppress(TelegramAPIError, ClientDecodeError):
        await bot(method)
    return session.answers.get(method.__api_method__)
