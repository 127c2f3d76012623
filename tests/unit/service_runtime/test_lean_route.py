"""Lean routes look, answer and refuse like plain ones."""

import json
from decimal import Decimal

import pytest
from fastapi import APIRouter, Depends, FastAPI
from http_transport import HttpClient
from pydantic import BaseModel, Field
from service_runtime import (
    JsonBytes,
    LeanDispatchMiddleware,
    LeanRoute,
    documents,
    parse_body,
)
from starlette.requests import Request
from starlette.responses import Response

from tests.unit.service_runtime.lean_shop import (
    failing_router,
    lean_router,
    plain_router,
    shop,
)
from tests.unit.service_runtime.running_server import running

ID = "1f0c7a52-4444-6d10-b1a9-0242ac120002"
LINE = {"product_id": ID, "quantity": 2}
REQUESTS: list[tuple[str, str, object]] = [
    ("GET", f"/api/products/{ID}", None),
    ("GET", f"/api/products/{ID}?limit=5", None),
    ("GET", f"/api/products/{ID}?other=5", None),
    ("GET", f"/api/products/{ID}?limit=500", None),
    ("GET", f"/api/products/{ID}?limit=x", None),
    ("GET", "/api/products/not_a_uuid", None),
    ("DELETE", "/api/orders", None),
    ("POST", "/api/orders", {"lines": [LINE]}),
    ("POST", "/api/orders", {"lines": [LINE] * 4}),
    ("POST", "/api/orders", {"lines": [{**LINE, "quantity": 0}, {**LINE, "x": 1}]}),
    ("POST", "/api/orders", {"lines": [{"product_id": 5, "quantity": "many"}]}),
    ("POST", "/api/orders", {}),
    ("POST", "/api/orders", []),
    ("POST", "/api/orders", "text"),
    ("POST", "/api/batch", [ID]),
    ("POST", "/api/batch", ["x"]),
]
MALFORMED = (b"", b"{", b"[1,", b"\xff", b'"\xff"', b"[" * 5000)


async def outcome(url: str, method: str, path: str, body: bytes | None) -> tuple[int, object]:
    """Return status and body of one request, without what differs by nature."""
    async with HttpClient(url) as client:
        headers = [] if body is None else [(b"content-type", b"application/json")]
        response = await client.request(method, path, body=body, headers=headers)
    document = json.loads(response.body)
    if isinstance(document, dict):
        document.pop("request_id", None)
        document.pop("detail", None)
    return response.status, document


@pytest.mark.parametrize("dispatch", ["by_table", "by_router"])
async def test_lean_and_plain_routes_answer_alike(dispatch: str) -> None:
    """Good and bad input give the same status, fields and codes, found by table or by router."""
    plain = shop(plain_router(), dispatch=False)
    lean = shop(lean_router(), dispatch=dispatch == "by_table")
    async with running(plain) as first, running(lean) as second:
        for method, path, value in REQUESTS:
            body = None if value is None else json.dumps(value).encode()
            expected = await outcome(first.url, method, path, body)
            assert await outcome(second.url, method, path, body) == expected
        for body in MALFORMED:
            expected = await outcome(first.url, "POST", "/api/orders", body)
            assert await outcome(second.url, "POST", "/api/orders", body) == expected


def test_openapi_is_the_same() -> None:
    """The documentation does not tell which route is lean."""
    plain, lean = shop(plain_router()).openapi(), shop(lean_router()).openapi()
    assert json.dumps(plain, sort_keys=True) == json.dumps(lean, sort_keys=True)


@pytest.mark.parametrize(("path", "status"), [("problem", 409), ("http", 404), ("bug", 500)])
async def test_errors_of_lean_endpoints_become_problems(path: str, status: int) -> None:
    """The application's handlers are used."""
    async with running(shop(failing_router())) as server:
        got, document = await outcome(server.url, "GET", f"/api/fail/{path}", None)
    assert got == status
    assert isinstance(document, dict)
    assert document["type"].startswith("urn:quintet:problem:")


def ordered_routers(*, static_first: bool) -> tuple[APIRouter, APIRouter]:
    """Return a plain `/products/search` and the lean `/products/{product_id}` in some order."""
    search = APIRouter()

    @search.get("/products/search")
    async def find() -> str:
        return "found"

    return (search, lean_router()) if static_first else (lean_router(), search)


@pytest.mark.parametrize(("static_first", "status"), [("yes", 200), ("no", 422)])
async def test_the_order_of_declaration_decides_as_without_the_table(
    static_first: str, status: int
) -> None:
    """A static path declared before a lean template keeps its own route."""
    app = shop(*ordered_routers(static_first=static_first == "yes"))
    async with running(app) as server, HttpClient(server.url) as client:
        assert (await client.request("GET", "/api/products/search")).status == status


async def test_an_earlier_template_of_the_same_shape_wins() -> None:
    """Two templates that cannot be told apart are left to the router."""
    earlier = APIRouter()

    @earlier.get("/products/{name}")
    async def by_name(name: str) -> str:
        return name

    async with running(shop(earlier, lean_router())) as server, HttpClient(server.url) as client:
        assert (await client.request("GET", "/api/products/tea")).body == b'"tea"'


def test_a_lean_route_refuses_dependencies() -> None:
    """They would not run, which could leave a door open."""
    router = APIRouter(route_class=LeanRoute, dependencies=[Depends(lambda: None)])

    async def endpoint(_request: Request) -> Response:
        return Response()

    with pytest.raises(TypeError, match="no dependencies"):
        router.add_api_route("/x", endpoint)


async def test_including_lean_routes_with_dependencies_stops_the_start() -> None:
    """The mistake shows before the first request."""
    app = FastAPI()
    app.include_router(lean_router(), dependencies=[Depends(lambda: None)])
    middleware = LeanDispatchMiddleware(app, application=app)

    async def unused(*_: object) -> None:
        """Never called."""

    async def receive() -> dict[str, str]:
        return {"type": "lifespan.startup"}

    with pytest.raises(TypeError, match="no dependencies"):
        await middleware({"type": "lifespan"}, receive, unused)


def test_documents_wants_a_function() -> None:
    """Its signature is what is documented."""
    with pytest.raises(TypeError):
        documents("not a function")


async def test_a_value_that_makes_pydantic_stumble_is_the_clients_mistake() -> None:
    """It takes a list for the parts of a decimal, and lets Python's own error through."""

    class Price(BaseModel):
        amount: Decimal = Field(max_digits=20)

    router = APIRouter(route_class=LeanRoute)

    @router.post("/price")
    async def price(request: Request) -> Response:
        return JsonBytes((await parse_body(request, Price)).model_dump_json().encode())

    async with running(shop(router)) as server:
        status, document = await outcome(
            server.url, "POST", "/api/price", b'{"amount": [[], [], 1]}'
        )
    assert status == 422
    assert isinstance(document, dict)
    assert document["code"] == "validation"
