"""The service on a real, migrated MongoDB, asked over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest
from db_mongo_service.composition_root import compose, migrate
from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.mongo_client import (
    ConnectionLimits,
    new_mongo_client,
    open_store,
)
from db_mongo_service.providers import StorageProvider
from db_mongo_service.settings import DbMongoServiceSettings
from dishka import make_async_container
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from pymongo.asynchronous.database import AsyncDatabase
from service_runtime.serving import ServingOptions, serve
from storage_contracts.json_value import Json, JsonObject
from telemetry import HttpMetrics

from tests.fixtures.service_client import ServiceClient
from tests.fixtures.service_identities import public_keys


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a parsed body."""

    status: int
    body: JsonObject

    def rows(self, name: str) -> list[JsonObject]:
        """The objects of a list in the body."""
        found = self.body[name]
        assert isinstance(found, list)
        return [row for row in found if isinstance(row, dict)]

    def problems(self) -> set[tuple[Json, Json]]:
        """Path and code of every field problem."""
        return {(error["path"], error["code"]) for error in self.rows("errors")}


@dataclass(frozen=True, slots=True)
class Service:
    """Asks the service as its callers do."""

    client: ServiceClient

    async def get(self, path: str) -> Answer:
        """GET a path with its query."""
        response = await self.client.request("GET", path)
        return Answer(response.status, json.loads(response.body))

    async def post(self, path: str, body: Json, media_type: str = "application/json") -> Answer:
        """POST a JSON body."""
        response = await self.client.request(
            "POST",
            path,
            headers=[(b"Content-Type", media_type.encode())],
            body=json.dumps(body).encode(),
        )
        return Answer(response.status, json.loads(response.body))

    async def record(self, *events: Mapping[str, Json]) -> JsonObject:
        """Record events that are well-formed."""
        answer = await self.post("/analytics_events/bulk", {"events": [dict(e) for e in events]})
        assert answer.status == 200, answer.body
        return answer.body

    async def keep(self, *logs: Mapping[str, Json]) -> JsonObject:
        """Keep log records that are well-formed."""
        answer = await self.post("/application_logs/bulk", {"logs": [dict(one) for one in logs]})
        assert answer.status == 200, answer.body
        return answer.body


@pytest.fixture(scope="session")
def settings(mongodb_url: str, mongodb_database: str) -> DbMongoServiceSettings:
    """The settings of a service on this worker's database."""
    return DbMongoServiceSettings(
        mongodb_url=SecretStr(mongodb_url),
        mongodb_database=mongodb_database,
        service_public_keys=public_keys(),
    )


@pytest.fixture(scope="session")
async def database(
    settings: DbMongoServiceSettings,
) -> AsyncIterator[AsyncDatabase[Document]]:
    """The migrated database, looked at beside the service."""
    await migrate(settings)
    url = settings.mongodb_url.get_secret_value()
    async with new_mongo_client(url, ConnectionLimits()) as client:
        yield open_store(client, settings.mongodb_database, ConnectionLimits()).database


@pytest.fixture(scope="session")
async def running(
    settings: DbMongoServiceSettings,
    database: AsyncDatabase[Document],
) -> AsyncIterator[Service]:
    """The service on a port of its own."""
    assert database.name == settings.mongodb_database
    container = make_async_container(StorageProvider(settings))
    app, health = compose(container, settings, HttpMetrics(CollectorRegistry()))
    stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(
        serve(
            app,
            host="127.0.0.1",
            port=0,
            health=health,
            options=ServingOptions(drain_seconds=0.0),
            stop=stop,
            on_started=port.set_result,
        ),
    )
    client = ServiceClient("db_mongo_service", f"http://127.0.0.1:{await port}", timeout=60.0)
    yield Service(client)
    await client.aclose()
    stop.set()
    await serving
    await container.close()


@pytest.fixture
async def service(running: Service, database: AsyncDatabase[Document]) -> Service:
    """The service with empty collections."""
    for name in await database.list_collection_names():
        await database.get_collection(name).delete_many({})
    return running


def money(value: Json) -> Decimal:
    """Read a decimal string, and insist that it is one."""
    assert isinstance(value, str)
    return Decimal(value)
