"""The application over a database that nobody serves."""

from collections.abc import AsyncIterator

import pytest
from db_mongo_service.composition_root import compose
from db_mongo_service.providers import StorageProvider
from db_mongo_service.settings import DbMongoServiceSettings
from dishka import make_async_container
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from telemetry import HttpMetrics

from tests.fixtures.service_identities import public_keys


@pytest.fixture(scope="session")
async def app() -> AsyncIterator[FastAPI]:
    """The application, with a MongoDB URL where nothing listens."""
    settings = DbMongoServiceSettings(
        mongodb_url=SecretStr("mongodb://user:secret@127.0.0.1:1/?replicaSet=rs0"),
        mongodb_server_selection_seconds=0.05,
        service_public_keys=public_keys(),
    )
    container = make_async_container(StorageProvider(settings))
    app, _ = compose(container, settings, HttpMetrics(CollectorRegistry()))
    yield app
    await container.close()
