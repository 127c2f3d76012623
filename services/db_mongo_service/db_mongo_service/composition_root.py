"""Where this process is put together; nothing else constructs what others use."""

from dishka import AsyncContainer, make_async_container
from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.asynchronous.database import AsyncDatabase
from service_runtime.health import CheckFailedError, HealthRegistry
from service_runtime.service_info import service_info
from service_runtime.serving import serve

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections.catalogue import all_collections
from db_mongo_service.infrastructure.migrator import MigrationStep, Migrator
from db_mongo_service.infrastructure.mongo_client import new_mongo_client, open_database
from db_mongo_service.infrastructure.mongo_ping import MongoPing
from db_mongo_service.infrastructure.storage_errors import StorageError
from db_mongo_service.interface.http.application import build_application
from db_mongo_service.providers import StorageProvider
from db_mongo_service.settings import DbMongoServiceSettings


async def migrate(settings: DbMongoServiceSettings) -> list[MigrationStep]:
    """Bring the database up to date and return what was changed.

    Raises:
        StorageError: It could not be done.
    """
    url = settings.mongodb_url.get_secret_value()
    async with new_mongo_client(url, settings.connection_limits()) as client:
        database = open_database(client, settings.mongodb_database)
        return await Migrator(database, all_collections(settings.retention())).migrate()


async def serve_until_stopped(settings: DbMongoServiceSettings) -> None:
    """Serve HTTP until SIGTERM or SIGINT, then drain and close."""
    app, health = compose(make_async_container(StorageProvider(settings)))
    await serve(
        app,
        host=settings.bind_host,
        port=settings.db_mongo_service_port,
        health=health,
    )


def compose(container: AsyncContainer) -> tuple[FastAPI, HealthRegistry]:
    """Return the application over a container, and its health checks."""
    health = HealthRegistry(service_info("db_mongo_service"))

    async def mongodb_answers() -> None:
        database = await container.get(AsyncDatabase[Document])
        try:
            await MongoPing(database).check()
        except StorageError as error:
            raise CheckFailedError(error.code) from error

    health.add_check("mongodb", mongodb_answers)
    return build_application(container, health, _render_metrics), health


def _render_metrics() -> tuple[bytes, str]:
    return generate_latest(), CONTENT_TYPE_LATEST
