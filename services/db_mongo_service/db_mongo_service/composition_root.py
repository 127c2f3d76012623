"""Where this process is put together; nothing else constructs what others use."""

import gc
from typing import Final

from dishka import AsyncContainer, make_async_container
from fastapi import FastAPI
from service_runtime.health import CheckFailedError, HealthRegistry
from service_runtime.security_headers import SecurityHeadersMiddleware
from service_runtime.service_info import service_info
from service_runtime.serving import serve
from telemetry import (
    HttpMetrics,
    LogShipper,
    TelemetryMiddleware,
    configure_logging,
    configure_tracing,
    render_metrics,
    shutdown_tracing,
)

from db_mongo_service.infrastructure.collections.catalogue import all_collections
from db_mongo_service.infrastructure.collections_probe import CollectionsProbe
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.migrator import MigrationStep, Migrator
from db_mongo_service.infrastructure.mongo_client import new_mongo_client, open_store
from db_mongo_service.infrastructure.own_logs import OwnLogs
from db_mongo_service.infrastructure.repositories.application_logs import (
    ApplicationLogsRepository,
)
from db_mongo_service.infrastructure.storage_errors import StorageError
from db_mongo_service.interface.http.application import build_application
from db_mongo_service.providers import StorageProvider
from db_mongo_service.settings import DbMongoServiceSettings

SERVICE: Final = "db_mongo_service"


async def migrate(settings: DbMongoServiceSettings) -> list[MigrationStep]:
    """Bring the database up to date and return what was changed.

    Raises:
        StorageError: It could not be done.
    """
    url = settings.mongodb_url.get_secret_value()
    limits = settings.connection_limits()
    async with new_mongo_client(url, limits) as client:
        store = open_store(client, settings.mongodb_database, limits)
        return await Migrator(store, all_collections(settings.retention())).migrate()


async def serve_until_stopped(settings: DbMongoServiceSettings) -> None:
    """Serve HTTP until SIGTERM or SIGINT, then drain and close."""
    await _serve(settings)
    # PyMongo's clients are cycles, and serving froze the collector: without a last collection in
    # the running loop they would be found when the interpreter is already half gone.
    gc.unfreeze()
    gc.collect()


async def _serve(settings: DbMongoServiceSettings) -> None:
    container = make_async_container(StorageProvider(settings))
    shipper = LogShipper(OwnLogs(await container.get(ApplicationLogsRepository)).ship)
    configure_logging(SERVICE, settings.log_level, settings.log_format, shipper=shipper)
    configure_tracing(SERVICE, settings.otlp_endpoint)
    app, health = compose(container, settings, HttpMetrics())
    shipper.start()
    try:
        await serve(
            app,
            host=settings.bind_host,
            port=settings.db_mongo_service_port,
            health=health,
            tls=settings.server_tls(),
        )
    finally:
        await shipper.aclose()
        configure_logging(SERVICE, settings.log_level, settings.log_format)  # nobody ships now
        await container.close()
        shutdown_tracing()


def compose(
    container: AsyncContainer,
    settings: DbMongoServiceSettings,
    metrics: HttpMetrics,
) -> tuple[FastAPI, HealthRegistry]:
    """Return the application over a container, and its health checks."""
    health = HealthRegistry(service_info(SERVICE))

    async def mongodb_answers() -> None:
        store = await container.get(DocumentStore)
        try:
            missing = await CollectionsProbe(store).missing()
        except StorageError as error:
            raise CheckFailedError(error.code) from error
        if missing:
            raise CheckFailedError(f"not migrated: no {', '.join(missing)}")

    health.add_check("mongodb", mongodb_answers)
    app = build_application(
        container,
        health,
        render_metrics,
        settings.verifier(SERVICE),
        settings.longest_request_seconds,
    )
    app.add_middleware(SecurityHeadersMiddleware)
    app.add_middleware(
        TelemetryMiddleware,
        metrics=metrics,
        sample_ratio=settings.trace_sample_ratio,
        trust_user_header=True,
    )
    return app, health
