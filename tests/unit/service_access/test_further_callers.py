"""A service that was added may call what is granted to it, and nothing else."""

import pytest
from fastapi import FastAPI
from service_access import (
    CALLERS,
    AccessTable,
    FurtherCaller,
    callers,
    document_service_tokens,
    further_callers,
)

NEWCOMER = FurtherCaller(
    name="newcomer_service",
    routes={
        "db_postgres_service": frozenset({"GET /users", "GET /users/{key}"}),
        "db_mongo_service": frozenset({"POST /logs"}),
    },
)


def app_of(title: str, *routes: tuple[str, str]) -> FastAPI:
    """A data service with these routes, all for the API alone."""
    app = FastAPI(title=title, openapi_url=None)
    for method, path in routes:

        async def serve() -> None: ...

        app.add_api_route(path, serve, methods=[method], openapi_extra=callers("api_service"))
    document_service_tokens(app)
    return app


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newcomer is there."""
    monkeypatch.setattr(further_callers, "FURTHER_CALLERS", (NEWCOMER,))


@pytest.mark.usefixtures("joined")
def test_what_is_granted_is_added_to_what_routes_declare() -> None:
    """By method and path, in one data service and not in the other."""
    app = app_of(
        "db_postgres_service", ("GET", "/users"), ("POST", "/users"), ("GET", "/users/{key}")
    )
    table = AccessTable.of(app)
    both = {"api_service", "newcomer_service"}
    assert set(table.callers_of("GET", "/users") or ()) == both
    assert set(table.callers_of("GET", "/users/7") or ()) == both
    assert set(table.callers_of("POST", "/users") or ()) == {"api_service"}
    operations = app.openapi()["paths"]["/users"]
    assert operations["get"]["x-callers"] == ["api_service", "newcomer_service"]
    assert operations["post"]["x-callers"] == ["api_service"]


@pytest.mark.usefixtures("joined")
def test_a_grant_without_a_route_stops_the_start() -> None:
    """A slip of the pen, or a route that was renamed, is found before anybody asks."""
    with pytest.raises(TypeError, match="POST /logs"):
        AccessTable.of(app_of("db_mongo_service", ("GET", "/logs")))


@pytest.mark.usefixtures("joined")
def test_another_data_service_grants_nothing() -> None:
    """Grants are for one data service each."""
    table = AccessTable.of(app_of("archive_service", ("GET", "/users")))
    assert set(table.callers_of("GET", "/users") or ()) == {"api_service"}


def test_everybody_with_a_grant_has_a_key_and_a_name_of_its_own() -> None:
    """What is generated is listed once."""
    names = [each.name for each in further_callers.FURTHER_CALLERS]
    assert set(names) <= CALLERS
    assert len(names) == len(set(names))
