"""Wires the worker together and runs it: consumers, relay, schedules, health."""

import asyncio
import os
from datetime import timedelta

from business_hexagon.application.commands.tasks.remind_of_due_tasks import RemindOfDueTasks
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
)
from business_hexagon.application.ports.sagas import Sagas
from dishka import AsyncContainer, make_async_container
from http_transport import HttpClient
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.publisher import Publisher
from message_bus.retry_ladder import RetryLadder
from message_bus.system_event_publisher import SystemEventPublisher
from message_bus.topology import build_topology, declare_topology
from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp
from service_runtime.service_info import service_info
from service_runtime.serving import serve
from storage_clients.log_shipment import LogShipment
from storage_clients.outbox_client import OutboxClient
from storage_clients.storage_provider import (
    MongoService,
    PostgresService,
    StorageProvider,
    StorageUrls,
)
from telemetry.log_shipping import LogShipper
from telemetry.logs import configure_logging
from telemetry.metrics import render_metrics

from worker_service.adapters import Adapters
from worker_service.interface.messages.consumers import consumers
from worker_service.interface.schedules.collect_metrics import CollectMetrics
from worker_service.interface.schedules.periodic import Periodic
from worker_service.interface.schedules.relay_outbox import RelayOutbox
from worker_service.interface.schedules.remind import Remind
from worker_service.interface.schedules.sweep_sagas import SweepSagas
from worker_service.interface.schedules.watch_health import WatchHealth
from worker_service.settings import WorkerSettings

SERVICE = "worker_service"
_DRAIN_SECONDS = 20.0


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
        self._stop = asyncio.Event()
        self._watched = {name: HttpClient(url) for name, url in settings.watched_services.items()}

    async def run(self) -> None:
        """Works until SIGTERM or SIGINT; then drains what is in flight."""
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
        relay = RelayOutbox(await container.get(OutboxClient), self._publisher)
        self._health.add_details("relay", relay.details)
        await self._add_checks(container)
        working = asyncio.create_task(self._work(container, relay), name="work")
        try:
            await serve(
                HealthApp(self._health, render_metrics),
                host=settings.bind_host,
                port=settings.worker_service_port,
                health=self._health,
            )
        finally:
            self._stop.set()
            await working
            for client in self._watched.values():
                await client.aclose()
            await shipper.aclose()
            await container.close()

    async def _work(self, container: AsyncContainer, relay: RelayOutbox) -> None:
        """Declares, consumes, relays and sweeps until told to stop, then drains."""
        ladder = RetryLadder(self._settings.retry_ladder_seconds)
        declaring = Periodic("declare_topology", 1.0, lambda: self._declare(ladder))
        await declaring.run_until_done(self._stop)
        table = await consumers(container)
        running = [
            Consumer(
                self._bus,
                queue=queue,
                handling=handling,
                ladder=ladder,
                prefetch=self._settings.consumer_concurrency * 2 * handling.batch_size
                if handling.batch_size == 1
                else handling.batch_size * 2,
                concurrency=self._settings.consumer_concurrency if handling.batch_size == 1 else 1,
            )
            for queue, handling in table.items()
        ]
        for consumer in running:
            consumer.start()
        data: dict[str, str | float] = {
            "service": SERVICE,
            "version": self._info.version,
            "pid": os.getpid(),
        }
        await self._events.publish("service.started", data)
        schedules = await self._schedules(container)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(relay.run(self._stop))
            for schedule in schedules:
                tasks.create_task(schedule.run(self._stop))
        await asyncio.gather(*(consumer.drain(_DRAIN_SECONDS) for consumer in running))
        await self._events.publish("service.stopped", data)
        await self._publisher.close()
        await self._bus.close()

    async def _declare(self, ladder: RetryLadder) -> bool:
        await declare_topology(self._bus, build_topology(ladder=ladder))
        return True

    async def _schedules(self, container: AsyncContainer) -> list[Periodic]:
        settings = self._settings
        sweep = SweepSagas(
            await container.get(Sagas),
            await container.get(WhenSagaOverdueResumeStep),
            timedelta(seconds=settings.saga_step_seconds),
        )
        watch = WatchHealth(self._watched, self._events)
        remind = Remind(await container.get(RemindOfDueTasks))
        collect = CollectMetrics(self._events)
        return [
            Periodic("sweep_sagas", settings.saga_sweep_seconds, sweep.sweep),
            Periodic("remind", settings.reminder_sweep_seconds, remind.look),
            Periodic("watch_health", settings.health_watch_seconds, watch.look),
            Periodic("collect_metrics", settings.metrics_seconds, collect.collect),
        ]

    async def _add_checks(self, container: AsyncContainer) -> None:
        postgres = await container.get(PostgresService)
        mongo = await container.get(MongoService)

        async def postgres_alive() -> None:
            await postgres.read("/ready", 2.0)

        async def mongo_alive() -> None:
            await mongo.read("/ready", 2.0)

        self._health.add_check("rabbitmq", self._bus.ping)
        self._health.add_check("db_postgres_service", postgres_alive)
        self._health.add_check("db_mongo_service", mongo_alive)
