"""Tells Telegram where to push updates to."""

import asyncio
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from telemetry.logs import get_logger

from telegram_runtime.delivery.retry_policy import RetryPolicy

_LOG = get_logger("telegram_runtime.webhook")


class WebhookRegistration:
    """Registers the webhook, however long that takes.

    When the process stops, the registration stays: Telegram keeps what comes meanwhile.

    Args:
        bot: The Bot API.
        url: Where Telegram pushes to.
        secret: What it shows with each update.
        allowed: The kinds of updates that we want.
        pauses: Pauses after attempts that failed.
    """

    mode: Final = "webhook"

    def __init__(
        self, bot: Bot, url: str, secret: str, allowed: list[str], pauses: RetryPolicy | None = None
    ) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._allowed = allowed
        self._pauses = pauses or RetryPolicy(first_seconds=0.5)
        self._status = "starting"

    @property
    def status(self) -> str:
        """`starting`, `registered`, or what is in the way."""
        return self._status

    async def run(self, stop: asyncio.Event) -> None:
        """Registers, then waits until the event is set."""
        attempt = 0
        while not stop.is_set() and not await self._register():
            attempt += 1
            try:
                async with asyncio.timeout(self._pauses.pause_after(attempt)):
                    await stop.wait()
            except TimeoutError:
                continue
        await stop.wait()

    async def _register(self) -> bool:
        try:
            await self._bot.set_webhook(
                self._url,
                secret_token=self._secret,
                allowed_updates=self._allowed,
                drop_pending_updates=False,
            )
        except TelegramAPIError as error:
            self._status = f"failing: {type(error).__name__}"
            _LOG.warning("webhook_not_registered", error=type(error).__name__)
            return False
        self._status = "registered"
        return True
