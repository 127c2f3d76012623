"""Connections to the Bot API that know an outage in whatever words it comes."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from http import HTTPStatus

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import GetFile, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientError, ClientResponseError


class TelegramSession(AiohttpSession):
    """Aiogram's session, for a world with proxies.

    What stands before the Bot API tells of an outage by a page, or by a JSON of its own. To aiogram
    that is an answer that cannot be read, which is to us a bug; but it passes like any outage.

    The address of a call holds the bot's token, and errors of the connection hold the address: no
    error leaves here with it, nor with its cause.
    """

    async def make_request(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  as aiogram has it
    ) -> TelegramType:
        """Make a call.

        Raises:
            TelegramAPIError: Telegram refuses, or is away.
            TelegramNetworkError: It cannot be reached.
            ClientDecodeError: It was not Telegram that answered, and it was no outage.
        """
        try:
            return await super().make_request(bot, method, timeout)
        except TelegramNetworkError as error:
            said = error.message.replace(bot.token, "TOKEN")
            raise TelegramNetworkError(method, said) from None

    async def stream_content(
        self,
        url: str,
        headers: dict[str, str] | None = None,
        timeout: int = 30,  # noqa: ASYNC109  as aiogram has it
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002  as aiogram has it
    ) -> AsyncGenerator[bytes, None]:
        """Fetch a file piece by piece, with errors like those of a call.

        Raises:
            TelegramBadRequest: There is no such file any more.
            TelegramServerError: Telegram is away.
            TelegramNetworkError: It cannot be reached.
        """
        method = GetFile(file_id="")  # all errors of Telegram name one
        pieces = super().stream_content(url, headers, timeout, chunk_size, raise_for_status)
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    yield piece
        except ClientResponseError as error:
            said = f"file not handed out: {error.status}"
            if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise TelegramServerError(method, said) from None
            raise TelegramBadRequest(method, said) from None
        except (ClientError, TimeoutError) as error:
            raise TelegramNetworkError(method, type(error).__name__) from None

    def check_response(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer.

        Raises:
            TelegramAPIError: Telegram refuses, or is away.
            TelegramServerError: What stands before Telegram says that it is away.
            ClientDecodeError: It was not Telegram that answered, and it was no outage.
        """
        try:
            return super().check_response(bot, method, status_code, content)
        except (ClientDecodeError, TypeError) as error:  # TypeError: it has no description
            if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                said = f"answer {status_code} is not in Telegram's words"
                raise TelegramServerError(method, said) from error
            raise
