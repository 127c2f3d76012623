"""Wires the bot together and runs it: Telegram, events, health."""

import asyncio
import os
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, Final

from dishka import AsyncContainer, Provider, make_async_container
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.publisher import Publisher
from message_bus.retry_ladder import RetryLadder
from message_bus.system_event_publisher import SystemEventPublisher
from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp
from service_runtime.security_headers import SecurityHeadersMiddleware
from service_runtime.service_info import service_info
from service_runtime.serving import serve
from service_runtime.termination import wait_for_termination
from storage_clients.log_shipment import LogShipment
from storage_clients.storage_provider import StorageProvider, StorageUrls
from telemetry.log_shipping import LogShipper
from telemetry.logs import configure_logging, get_logger
from telemetry.metrics import render_metrics
from telemetry.traces import configure_tracing, shutdown_tracing

from bot_service.adapters import Adapters
from bot_service.bus_adapters import BusAdapters
from bot_service.interface.messages.unheard import QUEUE, unheard
from bot_service.settings import BotSettings
from bot_service.use_cases import UseCases

if TYPE_CHECKING:
    from bot_service.telegram_side import TelegramSide

SERVICE: Final = "bot_service"
NO_TOKEN: Final = "no token configured"  # noqa: S105  a message, not a token
_DRAIN_SECONDS: Final = 8.0
_CLOSE_SECONDS: Final = 2.0
_LOG = get_logger(SERVICE)


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

    async def run(self) -> None:
        """Works until SIGTERM or SIGINT; then finishes the update and the messages in hand.

        Raises:
            Exception: The work broke down; whoever supervises the process starts it again.
        """
        settings = self._settings
        async with AsyncExitStack() as closing:
            closing.push_async_callback(asyncio.to_thread, shutdown_tracing)
            container = self._container()
            closing.push_async_callback(container.close)
            shipper = LogShipper((await container.get(LogShipment)).ship)
            closing.push_async_callback(shipper.aclose)
            configure_logging(SERVICE, settings.log_level, settings.log_format, shipper=shipper)
            configure_tracing(SERVICE, settings.otlp_endpoint)
            shipper.start()
            closing.push_async_callback(self._close_bus)
            telegram = await self._telegram(container)
            if telegram is not None:
                closing.push_async_callback(telegram.aclose)
            self._add_health(telegram, shipper)
            await self._work_and_serve(self._consumer(telegram), telegram)

    async def _work_and_serve(self, consumer: Consumer, telegram: "TelegramSide | None") -> None:
        stop, drained = asyncio.Event(), asyncio.Event()
        working = asyncio.create_task(self._work(consumer, telegram, stop), name="work")
        working.add_done_callback(lambda _: drained.set())
        listening = asyncio.create_task(self._listen(stop), name="wait for the order to stop")
        try:
            await self._serve(telegram, drained)
        finally:
            stop.set()
            listening.cancel()
            await working

    async def _serve(self, telegram: "TelegramSide | None", drained: asyncio.Event) -> None:
        settings = self._settings
        if telegram is not None and telegram.pushed is not None:
            # Imported here: only this mode needs a second web server.
            from telegram_runtime.webhook_server import WebhookServer  # noqa: PLC0415  see above

            server = WebhookServer(telegram.pushed.path, telegram.pushed.handler, self._health)
            await server.serve(
                settings.bind_host, settings.bot_service_port, settings.server_tls(), drained
            )
            return
        await serve(
            SecurityHeadersMiddleware(HealthApp(self._health, render_metrics)),
            host=settings.bind_host,
            port=settings.bot_service_port,
            tls=settings.server_tls(),
            health=self._health,
            stop=drained,
        )

    async def _work(
        self, consumer: Consumer, telegram: "TelegramSide | None", stop: asyncio.Event
    ) -> None:
        consumer.start()
        await self._tell("service.started")
        try:
            if telegram is None:
                _LOG.info("bot_idles", reason=NO_TOKEN)
                await stop.wait()
            else:
                await telegram.run(stop)
        finally:
            await consumer.drain(_DRAIN_SECONDS)
            await self._tell("service.stopped")

    async def _listen(self, stop: asyncio.Event) -> None:
        await wait_for_termination()
        self._health.start_draining()
        stop.set()

    def _container(self) -> AsyncContainer:
        token = self._settings.bot_token
        further: tuple[Provider, ...] = ()
        if token is not None:
            # Imported here: seconds that a bot without a token need not pay.
            from bot_service.feature_provider import FeatureProvider  # noqa: PLC0415  see above
            from bot_service.telegram_provider import TelegramProvider  # noqa: PLC0415  see above

            telegram = TelegramProvider(self._settings, token.get_secret_value())
            further = (telegram, FeatureProvider())
        bus = BusAdapters(self._bus, self._publisher, SERVICE)
        return build_container(self._settings, bus, *further)

    async def _telegram(self, container: AsyncContainer) -> "TelegramSide | None":
        if self._settings.bot_token is None:
            return None
        from bot_service.telegram_side import TelegramSide  # noqa: PLC0415  as above

        return await TelegramSide.build(self._settings, container)

    def _consumer(self, telegram: "TelegramSide | None") -> Consumer:
        handling = unheard() if telegram is None else telegram.events
        ladder = RetryLadder(self._settings.retry_ladder_seconds)
        return Consumer(self._bus, queue=QUEUE, handling=handling, ladder=ladder)

    def _add_health(self, telegram: "TelegramSide | None", shipper: LogShipper) -> None:
        def telegram_details() -> Mapping[str, str | float | None]:
            return {"status": NO_TOKEN} if telegram is None else telegram.details()

        def log_figures() -> dict[str, str | float | None]:
            return {
                "shipped": shipper.shipped,
                "waiting": shipper.waiting,
                "dropped": shipper.dropped,
            }

        self._health.add_check("rabbitmq", self._bus.ping)
        self._health.add_details("telegram", telegram_details)
        self._health.add_details("logs", log_figures)

    async def _tell(self, event_type: str) -> None:
        await self._events.publish(
            event_type,
            {"service": SERVICE, "version": self._info.version, "pid": os.getpid()},
        )

    async def _close_bus(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._publisher.close()
                await self._bus.close()


def build_container(settings: BotSettings, *further: Provider) -> AsyncContainer:
    """Every adapter and use case of the bot.

    Args:
        settings: Where things are.
        further: What depends on the process: its broker, and Telegram when there is a token.
    """
    return make_async_container(
        StorageProvider(
            StorageUrls(
                SERVICE,
                settings.db_postgres_service_url,
                settings.db_mongo_service_url,
                settings.identity(SERVICE),
                tls=settings.client_tls(),
            )
        ),
        Adapters(settings),
        UseCases(),
        *further,
    )
