"""Updates that Telegram pushes: answered when they are handled, and refused without the secret."""

import asyncio
import json
from typing import Final

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from pydantic import ValidationError
from telemetry.logs import get_logger

from telegram_runtime.delivery.update_lanes import HandlesUpdates

_LOG = get_logger("telegram_runtime.webhook")
_RECEIVE_SECONDS: Final = 10.0
_TRY_AGAIN_SECONDS: Final = "2"


class WebhookHandler(SimpleRequestHandler):
    """Aiogram's handler, with an answer that Telegram can rely on.

    200 says that the effect of the update is stored, so that Telegram forgets it. 503 says that
    something was away, so that Telegram sends it again.

    Args:
        dispatcher: Knows the handlers.
        bot: The Bot API.
        secret_token: What Telegram shows with each update; never empty.
        handling: Handles one update.

    Raises:
        ValueError: There is no secret: anybody could send updates.
    """

    def __init__(
        self, dispatcher: Dispatcher, bot: Bot, secret_token: str, handling: HandlesUpdates
    ) -> None:
        if not secret_token:
            raise ValueError("a webhook without a secret would let in anybody")
        super().__init__(dispatcher, bot, handle_in_background=False, secret_token=secret_token)
        self._handling = handling

    def verify_secret(self, telegram_secret_token: str, bot: Bot) -> bool:
        """Whether the request is Telegram's; headers that are no ASCII are not."""
        return telegram_secret_token.isascii() and super().verify_secret(telegram_secret_token, bot)

    async def close(self) -> None:
        """Leaves the bot's session open: whoever opened it closes it, when all is handled."""

    async def _handle_request(self, bot: Bot, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(_RECEIVE_SECONDS):
                body = await request.read()
            update = Update.model_validate(json.loads(body), context={"bot": bot})
        except TimeoutError:
            return web.Response(status=408)
        except ValidationError as error:
            # Sending it again would not help: it is newer than our library.
            _LOG.error("update_not_readable", error=str(error)[:500])
            return web.Response()
        except ValueError:
            return web.Response(status=400)
        outcome = await self._handling.handle(update)
        if outcome.is_final:
            return web.Response()
        return web.Response(status=503, headers={"Retry-After": _TRY_AGAIN_SECONDS})
