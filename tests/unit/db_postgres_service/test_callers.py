"""Every route of db_postgres_service says who may call it."""

import pytest
from db_postgres_service.composition_root import compose
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.reading.catalogue import RESOURCES
from db_postgres_service.settings import Settings
from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from service_access import CALLERS, FIRST_CALLERS, AccessTable
from telemetry import HttpMetrics

from tests.fixtures.service_identities import public_keys

FOR_ALL = {
    "/ready",
    "/metrics",
    "/openapi.json",
    "/docs",
    "/redoc",
    "/docs/oauth2-redirect",
    "/users/{key}",
    # Everybody writes; what each may write is another table.
    "/atomic_writes",
    # Whoever writes looks, after a lost answer, whether its events are there.
    "/stored_events",
}
JOINED = CALLERS - FIRST_CALLERS
"""Services that were added; their grants are written down and tested with them."""


@pytest.fixture(scope="module")
def table() -> AccessTable:
    """The table of the application as it is served."""
    settings = Settings(
        postgres_url=SecretStr("postgresql://nobody@127.0.0.1:1/none"),
        service_public_keys=public_keys(),
    )
    database = Database(ConnectionPool(PoolOptions("")))
    app, _ = compose(settings, database, OutboxSignal(), HttpMetrics(CollectorRegistry()))
    return AccessTable.of(app)


def test_every_route_has_callers_and_few_are_for_all(table: AccessTable) -> None:
    """A route that is not declared stops the start; one for everybody is an exception."""
    assert {f"/{each.name}" for each in RESOURCES} <= {route.template for route in table.routes}
    for route in table.routes:
        assert route.callers, route.template
        of_all = route.callers >= FIRST_CALLERS
        assert of_all == (route.template in FOR_ALL), route.template


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/orders/place", {"api_service", "bot_service"}),
        ("POST", "/outbox/claims", {"worker_service"}),
        ("POST", "/outbox/publications", {"worker_service"}),
        ("POST", "/sagas/claim_overdue", {"worker_service"}),
        ("POST", "/step_sagas/claim_overdue", {"worker_service"}),
        ("POST", "/tasks/claim_due", {"worker_service"}),
        ("POST", "/atomic_writes", {"api_service", "bot_service", "worker_service", "quintet_cli"}),
        ("POST", "/atomic_writes/batch", {"api_service", "worker_service"}),
        ("GET", "/user_credentials/1", {"api_service"}),
        ("GET", "/session_credentials/1", {"api_service"}),
        ("GET", "/sessions/1", {"api_service", "quintet_cli"}),
        ("GET", "/security_acts", {"api_service", "quintet_cli"}),
        ("GET", "/ledger", {"quintet_cli"}),
        ("GET", "/outbox", {"quintet_cli"}),
        ("GET", "/orders", {"api_service", "bot_service", "quintet_cli"}),
    ],
)
def test_what_matters_most_is_for_few(
    table: AccessTable, method: str, path: str, allowed: set[str]
) -> None:
    """Written down twice on purpose: whoever widens a list means it."""
    assert set(table.callers_of(method, path) or ()) - JOINED == allowed


def test_the_bot_may_do_what_people_do_in_chats(table: AccessTable) -> None:
    """It shops and acts for whom it knows; it never sees a secret, the stock or the audit."""
    theirs = {
        (route.method, route.template)
        for route in table.routes
        if "bot_service" in route.callers and route.template not in FOR_ALL
    }
    assert theirs == {
        ("POST", "/orders/place"),
        ("GET", "/idempotency_records"),
        ("GET", "/chats/{key}"),
        ("GET", "/chats/by_user/{user_id}"),
        ("GET", "/chat_standings/{key}"),
        ("GET", "/chat_standings/by_user/{user_id}"),
        ("POST", "/user_standings"),
        ("GET", "/products"),
        ("GET", "/products/{key}"),
        ("POST", "/products/batch_get"),
        ("GET", "/orders"),
        ("GET", "/orders/{key}"),
        ("POST", "/order_processes/batch_get"),
        ("GET", "/payments"),
        ("GET", "/payments/{key}"),
        ("GET", "/colleagues"),
        ("GET", "/refund_requests"),
        ("GET", "/refund_requests/{key}"),
        ("GET", "/tasks"),
        ("GET", "/tasks/{key}"),
    }
