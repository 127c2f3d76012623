"""Wires the API together: the only place that knows every part."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from business_hexagon.application.commands.identity.ensure_administrator import (
    EnsureAdministrator,
    EnsureAdministratorCommand,
)
from dishka import AsyncContainer, make_async_container
from fastapi import FastAPI
from redis_cache import RedisLink
from service_runtime.health import HealthRegistry
from service_runtime.service_info import service_info
from storage_clients.log_shipment import LogShipment
from storage_clients.storage_provider import (
    MongoService,
    PostgresService,
    StorageProvider,
    StorageUrls,
)
from telemetry.log_shipping import LogShipper
from telemetry.logs import configure_logging, get_logger

from api_service.adapters import Adapters
from api_service.interface.http.app import build_app
from api_service.settings import ApiSettings
from api_service.use_cases import UseCases

SERVICE = "api_service"
_LOG = get_logger(SERVICE)


def compose(settings: ApiSettings) -> tuple[FastAPI, HealthRegistry]:
    """Returns the application and its health; nothing connects before the lifespan starts."""
    container = make_async_container(
        StorageProvider(
            StorageUrls(SERVICE, settings.db_postgres_service_url, settings.db_mongo_service_url)
        ),
        Adapters(settings),
        UseCases(),
    )
    health = HealthRegistry(service_info(SERVICE))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, object]]:
        shipper = LogShipper((await container.get(LogShipment)).ship)
        configure_logging(SERVICE, settings.log_level, settings.log_format, shipper=shipper)
        shipper.start()
        await _add_checks(health, container)
        await _ensure_administrator(settings, container)
        try:
            yield {"dishka_container": container}
        finally:
            await shipper.aclose()
            await container.close()

    return build_app(settings, health, lifespan), health


async def _add_checks(health: HealthRegistry, container: AsyncContainer) -> None:
    postgres = await container.get(PostgresService)
    mongo = await container.get(MongoService)
    redis = await container.get(RedisLink)

    async def postgres_alive() -> None:
        await postgres.read("/ready", 2.0)

    async def mongo_alive() -> None:
        await mongo.read("/ready", 2.0)

    async def redis_alive() -> None:
        await redis.run(("PING",))

    health.add_check("db_postgres_service", postgres_alive)
    health.add_check("db_mongo_service", mongo_alive)
    health.add_check("redis", redis_alive)


async def _ensure_administrator(settings: ApiSettings, container: AsyncContainer) -> None:
    if settings.admin_email is None or settings.admin_password is None:
        return
    use_case = await container.get(EnsureAdministrator)
    password = settings.admin_password.get_secret_value()
    if await use_case.execute(
        EnsureAdministratorCommand(email=settings.admin_email, password=password)
    ):
        _LOG.info("administrator_created")
