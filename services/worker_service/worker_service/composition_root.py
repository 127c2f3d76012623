"""Wires the worker together and runs it: consumers, relay, schedules, health."""

import asyncio
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import Final

from dishka import AsyncContainer, make_async_container
from integration_events.subscriptions import SUBSCRIPTIONS
from message_bus.bus_metrics import bus_metrics
from message_bus.connection import BusConnection
from message_bus.publisher import Publisher
from message_bus.queue_stats import QueueStats
from message_bus.retry_ladder import RetryLadder
from message_bus.system_event_publisher import SystemEventPublisher
from message_bus.topology import build_topology, declare_topology
from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp
from service_runtime.security_headers import SecurityHeadersMiddleware
from service_runtime.service_info import service_info
from service_runtime.serving import serve
from service_runtime.termination import wait_for_termination
from storage_clients.log_shipment import LogShipment
from storage_clients.outbox_client import OutboxClient
from storage_clients.storage_provider import StorageProvider, StorageUrls
from telemetry.log_shipping import LogShipper
from telemetry.logs import configure_logging
from telemetry.metrics import render_metrics
from telemetry.traces import configure_tracing, shutdown_tracing
from worker_runtime.consumer_figures import ConsumerFigures
from worker_runtime.consumers import build_consumers
from worker_runtime.read_backlog import ReadBacklog
from worker_runtime.work_cycle import WorkCycle

from worker_service.adapters import Adapters
from worker_service.interface.health.worker_health import add_checks, add_log_figures
from worker_service.interface.messages.handlings import handlings
from worker_service.interface.schedules.relay_outbox import RelayOutbox
from worker_service.interface.schedules.schedule_table import schedules
from worker_service.interface.schedules.watch_health import WatchHealth, watched_clients
from worker_service.settings import WorkerSettings
from worker_service.step_sagas import StepSagaParts

SERVICE: Final = "worker_service"
_CLOSE_SECONDS: Final = 2.0


class Worker:
    """The worker process.

    Args:
        settings: Where things are.
    """

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._info = service_info(SERVICE)
        self._health = HealthRegistry(self._info)
        self._bus = BusConnection(settings.rabbitmq_url.get_secret_value(), name=SERVICE)
        self._publisher = Publisher(self._bus)
        self._events = SystemEventPublisher(self._publisher, SERVICE)
        self._ladder = RetryLadder(settings.retry_ladder_seconds)

    async def run(self) -> None:
        """Works until SIGTERM or SIGINT; then drains what is in flight.

        The health page is served to the very end of the draining.

        Raises:
            Exception: The work broke down; whoever supervises the process starts it again.
        """
        settings = self._settings
        async with AsyncExitStack() as closing:
            closing.push_async_callback(asyncio.to_thread, shutdown_tracing)
            container = build_container(settings)
            closing.push_async_callback(container.close)
            shipper = LogShipper((await container.get(LogShipment)).ship)
            closing.push_async_callback(shipper.aclose)
            configure_logging(SERVICE, settings.log_level, settings.log_format, shipper=shipper)
            configure_tracing(SERVICE, settings.otlp_endpoint)
            shipper.start()
            add_log_figures(self._health, shipper)
            closing.push_async_callback(self._close_bus)
            await self._work_and_serve(await self._cycle(container, closing))

    async def _work_and_serve(self, cycle: WorkCycle) -> None:
        stop, drained = asyncio.Event(), asyncio.Event()
        working = asyncio.create_task(cycle.run(stop), name="work")
        working.add_done_callback(lambda _: drained.set())
        listening = asyncio.create_task(self._listen(stop), name="wait for the order to stop")
        try:
            await serve(
                SecurityHeadersMiddleware(HealthApp(self._health, render_metrics)),
                host=self._settings.bind_host,
                port=self._settings.worker_service_port,
                tls=self._settings.server_tls(),
                health=self._health,
                stop=drained,
            )
        finally:
            stop.set()
            listening.cancel()
            await working

    async def _listen(self, stop: asyncio.Event) -> None:
        await wait_for_termination()
        self._health.start_draining()
        stop.set()

    async def _cycle(self, container: AsyncContainer, closing: AsyncExitStack) -> WorkCycle:
        settings = self._settings
        consumers = build_consumers(
            self._bus, await handlings(container), self._ladder, settings.consumer_concurrency
        )
        relay = RelayOutbox(await container.get(OutboxClient), self._publisher)
        backlog = ReadBacklog(
            QueueStats(self._bus), self._declare, tuple(SUBSCRIPTIONS), self._ladder
        )
        watched = watched_clients(
            settings.watched_services, settings.identity(SERVICE), settings.client_tls()
        )
        for client in watched.values():
            closing.push_async_callback(client.aclose)
        watch = WatchHealth(watched, self._events)
        table = await schedules(container, settings, self._events, backlog, watch)
        await add_checks(self._health, container, self._bus, consumers)
        self._health.add_details("relay", relay.details)
        self._health.add_details("degraded_services", watch.details)
        figures = ConsumerFigures(bus_metrics(), backlog)
        for name in backlog.consumers:
            self._health.add_details(name, partial(figures.of, name))
        return WorkCycle(
            info=self._info,
            declare=self._declare,
            consumers=consumers,
            loops=(relay, *table.values()),
            events=self._events,
            drain_seconds=settings.drain_seconds,
        )

    async def _declare(self) -> None:
        await declare_topology(self._bus, build_topology(ladder=self._ladder))

    async def _close_bus(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._publisher.close()
                await self._bus.close()


def build_container(settings: WorkerSettings) -> AsyncContainer:
    """Every adapter and handler of the worker."""
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
        StepSagaParts(),
    )
