"""Wires the bot together and runs it: polling, events, health."""

import asyncio
import os
from collections.abc import AsyncIterator

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramForbiddenError
from business_hexagon.application.commands.identity.link_chat import LinkChat
from business_hexagon.application.ports.chat_links import ChatLinks
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from dishka import AsyncContainer, Provider, Scope, make_async_container, provide, provide_all
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.publisher import Publisher
from message_bus.system_event_publisher import SystemEventPublisher
from redis_cache import RedisLink, connect
from redis_cache.redis_chat_links import RedisChatLinks
from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp
from service_runtime.service_info import service_info
from service_runtime.serving import serve
from storage_clients.log_shipment import LogShipment
from storage_clients.storage_provider import StorageProvider, StorageUrls
from telemetry.log_shipping import LogShipper
from telemetry.logs import configure_logging, get_logger
from telemetry.metrics import render_metrics

from bot_service.interface.messages.tell_customers import (
    QUEUE,
    ChatMessenger,
    NoMessenger,
    TellCustomers,
)
from bot_service.interface.telegram.dispatcher import build_dispatcher
from bot_service.settings import BotSettings

SERVICE = "bot_service"
NO_TOKEN = "no token configured"  # noqa: S105  a message, not a token
_LOG = get_logger(SERVICE)


class Adapters(Provider):
    """Provides chat links and the use cases that the bot drives.

    Args:
        settings: Where things are.
    """

    scope = Scope.APP

    def __init__(self, settings: BotSettings) -> None:
        super().__init__()
        self._settings = settings

    @provide
    async def redis(self) -> AsyncIterator[RedisLink]:
        """The link to Redis, closed with the container."""
        link = RedisLink(connect(self._settings.redis_url.get_secret_value()))
        yield link
        await link.aclose()

    chat_links = provide(RedisChatLinks, provides=ChatLinks)
    use_cases = provide_all(LinkChat, ListOrders)


class TelegramMessenger:
    """Writes into Telegram chats.

    Args:
        bot: The Bot API.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def tell(self, chat_id: int, text: str) -> None:
        """See `ChatMessenger.tell`."""
        try:
            await self._bot.send_message(chat_id, text)
        except TelegramForbiddenError:
            _LOG.info("chat_blocked")


class BotProcess:
    """The bot process.

    Args:
        settings: Where things are.
    """

    def __init__(self, settings: BotSettings) -> None:
        self._settings = settings
        self._info = service_info(SERVICE)
        self._health = HealthRegistry(self._info)
        self._bus = BusConnection(settings.rabbitmq_url.get_secret_value(), name=SERVICE)
        self._publisher = Publisher(self._bus)
        self._events = SystemEventPublisher(self._publisher, SERVICE)
        token = settings.bot_token
        self._bot = None if token is None else Bot(token.get_secret_value())

    async def run(self) -> None:
        """Works until SIGTERM or SIGINT; then finishes the update in hand."""
        settings = self._settings
        container = make_async_container(
            StorageProvider(
                StorageUrls(
                    SERVICE, settings.db_postgres_service_url, settings.db_mongo_service_url
                )
            ),
            Adapters(settings),
        )
        shipper = LogShipper((await container.get(LogShipment)).ship)
        configure_logging(SERVICE, settings.log_level, settings.log_format, shipper=shipper)
        shipper.start()
        self._health.add_check("rabbitmq", self._bus.ping)
        self._health.add_details("telegram", self._telegram_details)
        consumer = await self._consumer(container)
        consumer.start()
        dispatcher = build_dispatcher(settings.redis_url.get_secret_value(), container)
        polling = asyncio.create_task(self._poll(dispatcher), name="poll telegram")
        try:
            await serve(
                HealthApp(self._health, render_metrics),
                host=settings.bind_host,
                port=settings.bot_service_port,
                health=self._health,
            )
        finally:
            await self._stop(dispatcher, polling, consumer)
            await shipper.aclose()
            await container.close()

    async def _consumer(self, container: AsyncContainer) -> Consumer:
        messenger: ChatMessenger = (
            NoMessenger() if self._bot is None else TelegramMessenger(self._bot)
        )
        telling = TellCustomers(await container.get(ChatLinks), messenger)
        return Consumer(self._bus, queue=QUEUE, handling=telling.handling())

    async def _poll(self, dispatcher: Dispatcher) -> None:
        """Polls Telegram; each update is handled before the next ones are fetched."""
        data: dict[str, str | float] = {
            "service": SERVICE,
            "version": self._info.version,
            "pid": os.getpid(),
        }
        await self._events.publish("service.started", data)
        if self._bot is None:
            _LOG.info("bot_idles", reason=NO_TOKEN)
            return
        await dispatcher.start_polling(
            self._bot, handle_signals=False, handle_as_tasks=False, close_bot_session=True
        )

    async def _stop(
        self, dispatcher: Dispatcher, polling: asyncio.Task[None], consumer: Consumer
    ) -> None:
        if self._bot is not None and not polling.done():
            await dispatcher.stop_polling()
        await asyncio.gather(polling, return_exceptions=True)
        await consumer.drain()
        await dispatcher.storage.close()
        await self._publisher.close()
        await self._bus.close()

    def _telegram_details(self) -> dict[str, str | float | None]:
        return {"status": NO_TOKEN if self._bot is None else "polling"}
