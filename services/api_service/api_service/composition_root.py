"""Wires the API together."""

from typing import Final

from dishka import AsyncContainer, make_async_container
from fastapi import FastAPI
from rate_limits import RateLimits
from service_runtime.health import HealthRegistry
from service_runtime.service_info import service_info
from storage_clients.storage_provider import StorageProvider, StorageUrls
from telemetry.log_shipping import LogShipper
from telemetry.logs import configure_logging
from telemetry.metrics import HttpMetrics

from api_service.adapters import Adapters
from api_service.api_lifespan import ApiLifespan
from api_service.bus_adapters import BusAdapters
from api_service.identity_adapters import IdentityAdapters
from api_service.interface.http.access.identification import Identification
from api_service.interface.http.access.route_access import RouteAccessTable
from api_service.interface.http.app import build_app
from api_service.interface.http.limits.request_gate import RequestGate
from api_service.settings import ApiSettings
from api_service.use_cases import UseCases

SERVICE: Final = "api_service"


async def start_logging(settings: ApiSettings, container: AsyncContainer) -> None:
    """Sets up logs; before the application is composed, whose parts keep their loggers."""
    shipper = await container.get(LogShipper)
    configure_logging(SERVICE, settings.log_level, settings.log_format, shipper=shipper)


def compose(
    settings: ApiSettings, container: AsyncContainer, metrics: HttpMetrics | None = None
) -> tuple[FastAPI, HealthRegistry]:
    """Returns the application and its health; nothing connects before the lifespan starts.

    Args:
        settings: What to allow, and where everything is.
        container: What the application is made of; closed with its lifespan.
        metrics: Where requests are counted; the process's own registry by default.
    """
    info = service_info(SERVICE)
    health = HealthRegistry(info)
    lifespan = ApiLifespan(settings, container, health, info)

    async def parts() -> tuple[RateLimits, Identification]:
        return await container.get(RateLimits), await container.get(Identification)

    def gate_before(access: RouteAccessTable) -> RequestGate:
        return RequestGate(parts, access)

    app = build_app(settings, health, lifespan, metrics or HttpMetrics(), gate_before)
    return app, health


def build_container(settings: ApiSettings) -> AsyncContainer:
    """Everything that the API is made of; a missing piece is found out here, not by a request."""
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
        IdentityAdapters(settings),
        BusAdapters(settings.rabbitmq_url.get_secret_value(), SERVICE),
        UseCases(),
    )
