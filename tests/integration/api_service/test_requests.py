"""What holds for every request, whatever it asks for."""

from uuid import UUID, uuid4

import pytest

from tests.fixtures.until_status import until_status
from tests.integration.api_service.api_scene import Api
from tests.integration.api_service.bad_request import NOBODY

pytestmark = pytest.mark.integration
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"


async def test_returns_the_request_id_and_trace_that_it_was_given(guest: Api) -> None:
    """So that a client finds its request in every log."""
    request_id = uuid4().hex
    headers = {"x-request-id": request_id, "traceparent": TRACE}

    for path in (f"/api/v1/products/{NOBODY}", "/api/v1/products", "/api/v1/nothing"):
        answer = await guest.get(path, headers)

        assert answer.header("x-request-id") == request_id
        assert (answer.header("traceparent") or "").split("-")[1] == TRACE.split("-")[1]


async def test_makes_a_request_id_and_a_trace_when_none_is_given(guest: Api) -> None:
    """Also in place of garbage."""
    for headers in ({}, {"x-request-id": "a b", "traceparent": "nonsense"}):
        answer = await guest.get("/api/v1/products", headers)

        assert len(answer.header("x-request-id") or "") == 32
        assert (answer.header("traceparent") or "").startswith("00-")


async def test_the_request_id_is_stored_with_the_event(guest: Api, admin: Api) -> None:
    """So that the story of an order leads back to what began it."""
    product = await admin.add_product()
    request_id = uuid4().hex

    placed = await guest.place_order(product["id"], {"x-request-id": request_id})

    timeline = await guest.get(f"/api/v1/orders/{placed.text('id')}/timeline")
    assert {entry["request_id"] for entry in timeline.rows("items")} == {request_id}


async def test_never_believes_who_somebody_says_to_be(guest: Api, admin: Api) -> None:
    """`X-User-ID` is for our own processes, behind the API."""
    product = await admin.add_product()
    me = UUID((await admin.get("/api/v1/me")).text("id"))
    headers = {"x-user-id": str(me)}

    assert (await guest.get("/api/v1/me", headers)).status == 401
    placed = await guest.place_order(product["id"], headers)

    assert placed.body["user_id"] is None
    timeline = await guest.get(f"/api/v1/orders/{placed.text('id')}/timeline")
    assert {entry["user_id"] for entry in timeline.rows("items")} == {None}


async def test_answers_head_as_get_without_a_body(guest: Api, admin: Api) -> None:
    """Both on lean routes and on others."""
    product = await admin.add_product()

    for path in (f"/api/v1/products/{product['id']}", "/api/v1/products", "/health"):
        got, asked = await guest.get(path), await guest.ask("HEAD", path)

        assert (asked.status, asked.response.body) == (200, b"")
        assert asked.header("etag") == got.header("etag")
        assert asked.header("content-type") == got.header("content-type")


async def test_says_which_methods_there_are(guest: Api) -> None:
    """A 405 is a problem document too, and names what is allowed."""
    answer = await guest.ask("DELETE", "/api/v1/orders")

    assert (answer.status, answer.code) == (405, "method_not_allowed")
    assert answer.header("allow")


async def test_pages_of_other_origins_get_nothing(guest: Api) -> None:
    """CORS is closed unless origins are named."""
    origin = {"origin": "https://elsewhere.example"}

    asked = await guest.ask(
        "OPTIONS", "/api/v1/orders", None, origin | {"access-control-request-method": "POST"}
    )
    got = await guest.get("/api/v1/products", origin)

    assert asked.status == 405
    assert got.header("access-control-allow-origin") is None


async def test_the_events_are_documented_in_development_only(guest: Api) -> None:
    """This process runs as in a test, which is no development."""
    assert (await guest.get("/asyncapi")).status == 404
    assert (await guest.get("/asyncapi.json")).status == 404


async def test_is_ready_when_all_it_needs_answers(guest: Api) -> None:
    """Each dependency with its age and its reason."""
    answer = await until_status(200, lambda: guest.get("/ready"))

    checks = answer.body["checks"]
    assert isinstance(checks, dict)
    assert set(checks) == {"db_postgres_service", "db_mongo_service", "redis", "rabbitmq"}
