"""Q014 on documents that never were."""

import pytest
from quintet_cli.live_check.served_routes import compare_answer, routes_of
from storage_contracts.json_value import Json, JsonObject

_TOKEN: list[Json] = [{"oauth2": ["users:read"]}]


def _told(service: str, path: str, operation: JsonObject, status: int | None) -> list[str]:
    [route] = routes_of(service, {"paths": {path: {"get": operation}}})
    return list(compare_answer(route, status))


@pytest.mark.parametrize("status", [401, 403, None])
def test_a_guarded_route_that_refuses_strangers_is_not_told(status: int | None) -> None:
    """Control: nor is one that nobody asked."""
    guarded: JsonObject = {"x-operations": ["list_users"], "security": _TOKEN}
    assert _told("api_service", "/users", guarded, status) == []


def test_an_open_operation_may_answer_strangers() -> None:
    """Control: its policy says so, and so does the document."""
    public: JsonObject = {"x-operations": ["verify_email"], "security": []}
    assert _told("api_service", "/page", public, 200) == []
    guests: JsonObject = {"x-operations": ["list_products"], "security": [{}, *_TOKEN]}
    assert _told("api_service", "/products", guests, 200) == []
    assert _told("api_service", "/health", {}, 200) == []
    assert _told("db_mongo_service", "/health", {"security": []}, 200) == []


@pytest.mark.parametrize("status", [200, 404, 422, 500])
def test_a_guarded_route_that_answers_strangers_is_named(status: int) -> None:
    """Whatever it answers: it was reached."""
    guarded: JsonObject = {"x-operations": ["list_users"], "security": _TOKEN}
    [message] = _told("api_service", "/users", guarded, status)
    assert message.startswith(f"GET /users of api_service answers a stranger with {status}")


def test_a_route_without_policy_is_named() -> None:
    """Also one that names an operation which has none, and an open one is named twice."""
    [message] = _told("api_service", "/users", {"security": _TOKEN}, 401)
    assert "declares no policy" in message
    [message] = _told("api_service", "/users", {"x-operations": ["steal"], "security": []}, None)
    assert "declares no policy" in message
    without, answered = _told("db_postgres_service", "/users", {}, 200)
    assert "declares no policy" in without
    assert "answers a stranger with 200" in answered


def test_a_document_that_says_otherwise_is_named() -> None:
    """Who reads it must not be told that a closed door is open."""
    operation: JsonObject = {"x-operations": ["list_users"], "security": []}
    [message] = _told("api_service", "/users", operation, 401)
    assert "asks for something else in OpenAPI" in message


def test_guests_are_refused_where_the_route_says_so() -> None:
    """Although their scope would let them in."""
    orders: JsonObject = {"x-operations": ["list_orders"], "x-guests": False, "security": _TOKEN}
    assert _told("api_service", "/orders", orders, 401) == []
    assert len(_told("api_service", "/orders", orders, 200)) == 1


def test_probes_of_data_services_are_guarded() -> None:
    """Only /health is free."""
    closed: JsonObject = {"security": [{"service_token": []}]}
    assert _told("db_postgres_service", "/ready", closed, 401) == []
    [message] = _told("db_postgres_service", "/ready", closed, 200)
    assert "answers a stranger with 200" in message
