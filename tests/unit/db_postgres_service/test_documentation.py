"""The OpenAPI document: every operation shows examples, and every example is valid."""

from collections.abc import Iterator, Mapping

import pytest
from db_postgres_service.composition_root import compose
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.settings import Settings
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from telemetry import HttpMetrics

from tests.fixtures.service_identities import public_keys

_PROBES = frozenset({"/health", "/ready", "/metrics"})


@pytest.fixture(scope="module")
def app() -> FastAPI:
    """The application over a pool that nobody opens."""
    settings = Settings(
        postgres_url=SecretStr("postgresql://nobody@127.0.0.1:1/none"),
        service_public_keys=public_keys(),
    )
    database = Database(ConnectionPool(PoolOptions("")))
    return compose(settings, database, OutboxSignal(), HttpMetrics(CollectorRegistry()))[0]


def _operations(app: FastAPI) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path, methods in app.openapi()["paths"].items():
        if path not in _PROBES:
            for method, operation in methods.items():
                yield f"{method} {path}", operation


def test_every_operation_shows_an_example_of_its_answer(app: FastAPI) -> None:
    """A newcomer sees what comes back."""
    missing = [
        name
        for name, operation in _operations(app)
        if "example'" not in str(operation["responses"]["200"])  # type: ignore[index]  # JSON
    ]
    assert missing == []


def test_every_body_shows_an_example(app: FastAPI) -> None:
    """And what to send."""
    missing = [
        name
        for name, operation in _operations(app)
        if "requestBody" in operation and "'examples'" not in str(operation["requestBody"])
    ]
    assert missing == []


def test_operations_have_distinct_ids_without_hyphens(app: FastAPI) -> None:
    """Clients are generated from them."""
    ids = [str(operation["operationId"]) for _, operation in _operations(app)]
    assert len(set(ids)) == len(ids)
    assert not [name for name in ids if "-" in name]
