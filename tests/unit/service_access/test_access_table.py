"""Who may call what: declared at the route, found by the request, refused by default."""

import pytest
from fastapi import APIRouter, FastAPI
from service_access import AccessTable, GuardedRoute, callers


async def _nothing() -> None: ...


def _app(*routes: tuple[str, str, tuple[str, ...] | None]) -> FastAPI:
    app = FastAPI(openapi_url=None)
    router = APIRouter()
    for method, path, names in routes:
        extra = None if names is None else callers(*names)
        router.add_api_route(path, _nothing, methods=[method], openapi_extra=extra)
    app.include_router(router)
    return app


def test_a_route_is_for_those_that_it_names() -> None:
    """By method and path, with parameters and without."""
    table = AccessTable.of(
        _app(
            ("GET", "/orders", ("api_service",)),
            ("POST", "/orders", ("worker_service",)),
            ("GET", "/orders/{key}", ("quintet_cli",)),
            ("GET", "/orders/by_reference/{channel}/{reference}", ("bot_service",)),
        )
    )
    assert set(table.callers_of("GET", "/orders") or ()) == {"api_service"}
    assert set(table.callers_of("POST", "/orders") or ()) == {"worker_service"}
    assert set(table.callers_of("GET", "/orders/7") or ()) == {"quintet_cli"}
    assert set(table.callers_of("GET", "/orders/by_reference/web/7") or ()) == {"bot_service"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/orders"),
        ("GET", "/orders/"),
        ("get", "/orders"),
        ("GET", "//orders"),
        ("GET", "/Orders"),
        ("GET", "/orders//"),
        ("GET", "/orders/7/8"),
        ("GET", ""),
        ("GET", "/"),
        ("GET", "orders"),
        ("GET", "/nowhere"),
    ],
)
def test_anything_else_is_for_nobody(method: str, path: str) -> None:
    """Variants of a path are not the path."""
    table = AccessTable([GuardedRoute("GET", "/orders", frozenset({"api_service"}))])
    assert set(table.callers_of("GET", "/orders") or ()) == {"api_service"}
    assert table.callers_of(method, path) is None


def test_where_routes_overlap_the_caller_must_be_welcome_at_each() -> None:
    """Whichever the router takes."""
    table = AccessTable.of(
        _app(
            ("GET", "/a/{x}/c", ("api_service", "quintet_cli")),
            ("GET", "/a/b/{y}", ("worker_service", "quintet_cli")),
        )
    )
    assert set(table.callers_of("GET", "/a/b/c") or ()) == {"quintet_cli"}
    assert set(table.callers_of("GET", "/a/x/c") or ()) == {"api_service", "quintet_cli"}
    assert table.callers_of("GET", "/a/x/y") is None


def test_a_route_without_callers_stops_the_start() -> None:
    """Deny by default, seen before the first request."""
    with pytest.raises(TypeError, match="/forgotten does not say who may call it"):
        AccessTable.of(_app(("GET", "/orders", ("api_service",)), ("GET", "/forgotten", None)))


@pytest.mark.parametrize("path", ["/{anything}", "/files/{name:path}"])
def test_a_path_that_cannot_be_looked_up_stops_the_start(path: str) -> None:
    """A look-up by the first segment must be right for each path."""
    with pytest.raises(TypeError):
        AccessTable.of(_app(("GET", path, ("api_service",))))


def test_a_stranger_cannot_be_named() -> None:
    """A slip of the pen would lock out, or let in, nobody knows whom."""
    with pytest.raises(ValueError, match="callers are some of"):
        callers("api_servce")
    with pytest.raises(ValueError, match="callers are some of"):
        callers()
    assert callers("api_service", extra={"x": 1}) == {"x": 1, "x-callers": ["api_service"]}


def test_a_path_of_its_own_belongs_to_no_route_with_parameters() -> None:
    """`GET /orders/place` is no order whose id is `place`."""
    table = AccessTable.of(
        _app(
            ("POST", "/orders/place", ("api_service",)),
            ("GET", "/orders/{key}", ("api_service",)),
        )
    )
    assert table.callers_of("GET", "/orders/place") is None
    assert table.methods_of("/orders/place") == ["POST"]
    assert table.methods_of("/orders/7") == ["GET"]
