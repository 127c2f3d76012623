"""What the API opens before its first request and closes after its last."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from business_hexagon.application.commands.identity.ensure_administrator import (
    EnsureAdministrator,
    EnsureAdministratorCommand,
)
from dishka import AsyncContainer
from fastapi import FastAPI
from message_bus.connection import BusConnection
from message_bus.instance_subscriber import InstanceSubscriber
from message_bus.system_event_publisher import SystemEventPublisher
from redis_cache import RedisLink
from service_runtime.health import HealthRegistry
from service_runtime.service_info import ServiceInfo
from storage_clients.storage_provider import MongoService, PostgresService
from telemetry.log_shipping import LogShipper
from telemetry.logs import get_logger

from api_service.settings import ApiSettings

_LOG: Final = get_logger("api_service")
_FAREWELL_SECONDS: Final = 2.0


class ApiLifespan:
    """Opens log shipping, health checks, the administrator's account and the ear on the broker.

    Args:
        settings: What to allow, and the first administrator.
        container: Where everything comes from; closed at the end.
        health: Gets the checks behind `/ready`.
        info: Which service and version this is.
    """

    def __init__(
        self,
        settings: ApiSettings,
        container: AsyncContainer,
        health: HealthRegistry,
        info: ServiceInfo,
    ) -> None:
        self._settings = settings
        self._container = container
        self._health = health
        self._info = info

    @asynccontextmanager
    async def __call__(self, _: FastAPI) -> AsyncIterator[dict[str, object]]:
        """The lifespan of the application; yields what every request finds in its state."""
        shipper = await self._container.get(LogShipper)
        shipper.start()
        await self._add_checks()
        await self._ensure_administrator()
        events = await self._container.get(SystemEventPublisher)
        (await self._container.get(InstanceSubscriber)).start()
        # Behind: a broker that is away must not keep the API from reading and taking orders.
        greeting = asyncio.create_task(self._announce(events, "service.started"))
        try:
            yield {"dishka_container": self._container}
        finally:
            greeting.cancel()
            with suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL_SECONDS):
                    await self._announce(events, "service.stopped")
            await shipper.aclose()
            await self._container.close()

    async def _announce(self, events: SystemEventPublisher, event_type: str) -> None:
        data: dict[str, str | float] = {
            "service": self._info.name,
            "version": self._info.version,
            "pid": os.getpid(),
        }
        await events.publish(event_type, data)

    async def _add_checks(self) -> None:
        postgres = await self._container.get(PostgresService)
        mongo = await self._container.get(MongoService)
        redis = await self._container.get(RedisLink)
        bus = await self._container.get(BusConnection)

        async def postgres_alive() -> None:
            await postgres.read("/ready", 2.0)

        async def mongo_alive() -> None:
            await mongo.read("/ready", 2.0)

        async def redis_alive() -> None:
            await redis.run(("PING",))

        self._health.add_check("db_postgres_service", postgres_alive)
        self._health.add_check("db_mongo_service", mongo_alive)
        self._health.add_check("redis", redis_alive)
        self._health.add_check("rabbitmq", bus.ping)

    async def _ensure_administrator(self) -> None:
        email, password = self._settings.admin_email, self._settings.admin_password
        if email is None or password is None:
            return
        use_case = await self._container.get(EnsureAdministrator)
        command = EnsureAdministratorCommand(email=email, password=password.get_secret_value())
        if await use_case.execute(command):
            _LOG.info("administrator_created")
