"""All that needs aiogram, in one place: a bot without a token never imports it.

Importing aiogram takes seconds, and as much memory as the rest of the process.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from dishka import AsyncContainer
from message_bus.handling import EachEvent
from redis_cache import RedisLink
from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.delivery.chat_turns import ChatTurns
from telegram_runtime.delivery.polling import Polling
from telegram_runtime.delivery.update_handling import Apology, UpdateHandling
from telegram_runtime.delivery.webhook import WebhookHandler
from telegram_runtime.delivery.webhook_registration import WebhookRegistration
from telegram_runtime.outgoing.pace import Pace
from telegram_runtime.redis_handled_updates import RedisHandledUpdates
from telemetry.logs import get_logger

from bot_service.dialogue_storage import DialogueStorage
from bot_service.interface.messages.event_table import event_table
from bot_service.interface.messages.listening import listening
from bot_service.interface.telegram.command_menu import publish_command_menu
from bot_service.interface.telegram.dispatcher import build_dispatcher
from bot_service.interface.telegram.error_texts import apology
from bot_service.interface.telegram.translations import Translations
from bot_service.settings import BotSettings

_LOG = get_logger("bot_service.telegram_side")


@dataclass(frozen=True, slots=True)
class PushedUpdates:
    """Where pushed updates are taken.

    Attributes:
        path: Of the webhook.
        handler: Takes them.
    """

    path: str
    handler: WebhookHandler


class TelegramSide:
    """The bot, its dispatcher and how updates come to it; see `build`."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        handling: UpdateHandling,
        *,
        events: EachEvent,
        translations: Translations,
        pace: Pace,
        settings: BotSettings,
    ) -> None:
        self.events = events
        self.pushed: PushedUpdates | None = None
        self._bot = bot
        self._dispatcher = dispatcher
        self._handling = handling
        self._translations = translations
        self._pace = pace
        self._delivery = self._delivery_of(settings)

    @classmethod
    async def build(cls, settings: BotSettings, container: AsyncContainer) -> "TelegramSide":
        """Wires it together; nothing is asked of Telegram yet.

        Args:
            settings: Where things are.
            container: Of the process, with `TelegramProvider`.

        Raises:
            TokenValidationError: The token has not the shape of one.
        """
        bot = await container.get(Bot)
        translations = await container.get(Translations)
        storage = DialogueStorage(settings.redis_url.get_secret_value(), settings.dialogue_days)
        dispatcher = await build_dispatcher(storage, container)
        handling = UpdateHandling(
            bot,
            dispatcher,
            await container.get(ChatTurns),
            RedisHandledUpdates(await container.get(RedisLink), bot.id),
            apologise=_apology_in(translations),
            metrics=await container.get(BotMetrics),
        )
        events = listening(await event_table(container))
        pace = await container.get(Pace)
        return cls(
            bot,
            dispatcher,
            handling,
            events=events,
            translations=translations,
            pace=pace,
            settings=settings,
        )

    def details(self) -> Mapping[str, str | float | None]:
        """What `/health` tells of it."""
        figures = self._handling.figures
        last = figures.last_update_at
        return {
            "mode": self._delivery.mode,
            "status": self._delivery.status,
            "last_update_age_seconds": None if last is None else round(time.monotonic() - last, 3),
            "in_hand": figures.in_hand,
            "retries": figures.retries,
            "outgoing_waiting": self._pace.waiting,
        }

    async def run(self, stop: asyncio.Event) -> None:
        """Takes updates until the event is set; those in hand are finished."""
        menu = asyncio.create_task(self._publish_menu(), name="publish the command menu")
        try:
            await self._delivery.run(stop)
        finally:
            menu.cancel()
            await asyncio.gather(menu, return_exceptions=True)

    async def aclose(self) -> None:
        """Closes the connections of dialogues to Redis."""
        await self._dispatcher.storage.close()

    def _delivery_of(self, settings: BotSettings) -> Polling | WebhookRegistration:
        allowed = self._dispatcher.resolve_used_update_types()
        if settings.bot_mode == "polling" or settings.webhook_secret is None:
            return Polling(self._bot, self._handling, allowed)
        secret = settings.webhook_secret.get_secret_value()
        handler = WebhookHandler(self._dispatcher, self._bot, secret, self._handling)
        path = urlsplit(settings.webhook_url).path or "/"
        self.pushed = PushedUpdates(path, handler)
        return WebhookRegistration(self._bot, settings.webhook_url, secret, allowed)

    async def _publish_menu(self) -> None:
        try:
            await publish_command_menu(self._bot, self._translations)
        except TelegramAPIError as error:
            _LOG.warning("command_menu_not_published", error=type(error).__name__)


def _apology_in(translations: Translations) -> Apology:
    def apologise(language_code: str | None, request_id: str) -> str:
        with translations.speaking(language_code):
            return apology(request_id)

    return apologise
