"""Connections to the Bot API that know an outage in whatever words it comes."""

from http import HTTPStatus

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType


class TelegramSession(AiohttpSession):
    """Aiogram's session, for a world with proxies.

    What stands before the Bot API tells of an outage by a page, or by a JSON of its own. To aiogram
    that is an answer that cannot be read, which is to us a bug; but it passes like any outage.
    """

    def check_response(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer.

        Raises:
            TelegramAPIError: Telegram refuses, or is away.
            ClientDecodeError: It was not Telegram that answered, and it was no outage.
        """
        try:
            return super().check_response(bot, method, status_code, content)
        except (ClientDecodeError, TypeError) as error:  # TypeError: it has no description
            if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                said = f"answer {status_code} is not in Telegram's words"
                raise TelegramServerError(method, said) from error
            raise
