"""Every route of db_mongo_service says who may call it."""

import pytest
from fastapi import FastAPI
from service_access import CALLERS, FIRST_CALLERS, AccessTable

FILE_ID = "1f0c7a52-8888-6d10-b1a9-0242ac120002"
FOR_ALL = {"/ready", "/metrics", "/openapi.json", "/docs", "/redoc", "/docs/oauth2-redirect"}
JOINED = CALLERS - FIRST_CALLERS
"""Services that were added; their grants are written down and tested with them."""


@pytest.fixture
def table(app: FastAPI) -> AccessTable:
    """The table of the application as it is served."""
    return AccessTable.of(app)


def test_every_route_has_callers_and_few_are_for_all(table: AccessTable) -> None:
    """A route that is not declared stops the start; one for everybody is an exception."""
    assert len(table.routes) > 15
    for route in table.routes:
        assert route.callers, route.template
        of_all = route.callers >= FIRST_CALLERS
        assert of_all == (route.template in FOR_ALL), route.template


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/analytics_events/bulk", {"worker_service"}),
        ("POST", "/application_logs/bulk", {"api_service", "bot_service", "worker_service"}),
        ("GET", "/analytics/revenue", {"api_service", "bot_service", "quintet_cli"}),
        ("GET", "/application_logs", {"quintet_cli"}),
        ("GET", "/user_behaviour/1", {"api_service", "quintet_cli"}),
        ("PUT", f"/attachments/{FILE_ID}", {"api_service", "bot_service"}),
        ("GET", f"/attachments/{FILE_ID}/content", {"api_service", "bot_service"}),
    ],
)
def test_what_matters_most_is_for_few(
    table: AccessTable, method: str, path: str, allowed: set[str]
) -> None:
    """Written down twice on purpose: whoever widens a list means it."""
    assert set(table.callers_of(method, path) or ()) - JOINED == allowed
