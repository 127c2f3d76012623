"""No request to the data service is worked on for ever."""

import pytest
from db_postgres_service.composition_root import compose
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.interface.http.application import LONGER, REQUEST_SECONDS
from db_postgres_service.settings import Settings
from fastapi import FastAPI
from problem_details import RequestEndingMiddleware
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from storage_contracts.outbox import LONGEST_WAIT_SECONDS, OutboxClaim
from telemetry import HttpMetrics

from tests.fixtures.service_identities import public_keys

GUARD: object = RequestEndingMiddleware
SETTINGS = Settings(
    postgres_url=SecretStr("postgresql://nobody@127.0.0.1:1/none"),
    service_public_keys=public_keys(),
)


@pytest.fixture
def app() -> FastAPI:
    """The application as it is served."""
    database = Database(ConnectionPool(PoolOptions("")))
    return compose(SETTINGS, database, OutboxSignal(), HttpMetrics(CollectorRegistry()))[0]


def test_every_request_has_its_time(app: FastAPI) -> None:
    """More than its statements have, so that a slow statement is what is blamed."""
    guards = [each for each in app.user_middleware if each.cls == GUARD]
    assert [each.kwargs for each in guards] == [{"seconds": REQUEST_SECONDS, "longer": LONGER}]
    assert SETTINGS.pool_options().command_timeout < REQUEST_SECONDS


def test_what_takes_longer_is_named_and_exists(app: FastAPI) -> None:
    """A renamed route would be cut off in the middle of its long poll."""
    assert set(LONGER) <= set(app.openapi()["paths"])


def test_a_claim_may_wait_as_long_as_the_contract_allows() -> None:
    """And then has the time of every other request."""
    OutboxClaim(wait_seconds=LONGEST_WAIT_SECONDS)
    assert LONGER["/outbox/claims"] == LONGEST_WAIT_SECONDS + REQUEST_SECONDS
