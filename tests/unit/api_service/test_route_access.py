"""Nothing is open that nobody has opened."""

import pytest
from api_service.interface.http.access.route_access import (
    OPEN_TO_EVERYBODY,
    RouteAccess,
    RouteAccessTable,
    UndeclaredRouteError,
)
from api_service.interface.http.access.serves import serves
from business_hexagon.application.access.operations import OPERATIONS, Audience
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from service_runtime.settings import Environment

from tests.unit.api_service.conftest import composed, settings

IN_A_CHAT = {
    "change_chat_settings",
    "issue_chat_code",
    "link_chat",
    "open_chat_account",
    "unlink_chat",
}
"""Whoever holds the chat proves it by writing there; the bot is the way in."""


async def nothing() -> None:
    """Serve nothing."""


def test_every_route_of_the_api_has_a_declared_policy() -> None:
    """Also those that exist in development alone; what is open to everybody is named."""
    app = composed(settings(Environment.DEVELOPMENT))
    table = RouteAccessTable(app)
    walked = 0

    for context in iter_route_contexts(app.routes):
        for method in context.methods or ():
            access = table.of(method, context.path or "")
            assert (access is None) == (context.path in OPEN_TO_EVERYBODY), context.path
            walked += 1
    assert walked > 70


def test_an_application_with_an_undeclared_route_does_not_start() -> None:
    """Whoever adds a route must say what it serves."""
    app = FastAPI(docs_url=None, redoc_url=None)
    app.add_api_route("/api/v1/declared", nothing, openapi_extra=serves("list_orders"))
    assert RouteAccessTable(app).of("GET", "/api/v1/declared") is not None

    app.add_api_route("/api/v1/forgotten", nothing)

    with pytest.raises(UndeclaredRouteError, match="/api/v1/forgotten"):
        RouteAccessTable(app)


def test_an_application_with_a_mounted_part_does_not_start() -> None:
    """Nobody could tell what is served within."""
    app = FastAPI(docs_url=None, redoc_url=None)
    app.mount("/api/v1/inner", FastAPI())

    with pytest.raises(UndeclaredRouteError):
        RouteAccessTable(app)


@pytest.mark.parametrize("names", [(), ("no_such_use_case",), ("authenticate",)])
def test_a_route_cannot_serve_nothing_or_what_is_internal(names: tuple[str, ...]) -> None:
    """Such a route would have no policy at all."""
    with pytest.raises(TypeError):
        serves(*names)


def test_guests_come_in_where_their_scopes_suffice_and_nowhere_else() -> None:
    """The use case asks for the rest."""
    assert not RouteAccess.of(["place_order"]).needs_identity
    assert RouteAccess.of(["list_tasks"]).needs_identity
    assert RouteAccess.of(["log_out"]).needs_identity
    assert not RouteAccess.of(["log_in", "refresh_session"]).acts_for_somebody


def test_where_people_prove_who_they_are_no_token_changes_the_quota() -> None:
    """Else whoever has many accounts could guess passwords from many quotas."""
    assert not RouteAccess.of(["log_in"]).reads_token
    assert RouteAccess.of(["get_product"]).reads_token


def test_every_operation_that_is_not_internal_has_a_route_or_another_way_in() -> None:
    """What nobody can reach is dead, or forgotten."""
    app = composed(settings())
    served = {
        name
        for context in iter_route_contexts(app.routes)
        for name in (getattr(context.original_route, "openapi_extra", None) or {}).get(
            "x-operations", ()
        )
    }
    open_ones = {name for name, one in OPERATIONS.items() if one.audience is not Audience.INTERNAL}

    assert open_ones - served == {"get_user_behaviour", *IN_A_CHAT}
