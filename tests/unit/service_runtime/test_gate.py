"""The gate stands before every route, lean or not."""

from fastapi import APIRouter, FastAPI
from problem_details import ProblemError, install_problem_handlers
from service_runtime import LeanDispatchMiddleware
from starlette.requests import Request

from tests.unit.problem_details.asgi_call import call
from tests.unit.service_runtime.lean_shop import lean_router, plain_router

ID = "1f0c7a52-4444-6d10-b1a9-0242ac120002"


class Gate:
    """Notes what it was asked, and refuses when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.is_open = True

    async def __call__(self, request: Request, template: str) -> None:
        """See `Gate`."""
        self.asked.append((request.method, template))
        if not self.is_open:
            raise ProblemError(429, "rate_limited")


def gated(*routers: APIRouter) -> tuple[FastAPI, Gate]:
    """An application behind a gate."""
    app, gate = FastAPI(), Gate()
    app.add_middleware(LeanDispatchMiddleware, application=app, gate=gate)
    install_problem_handlers(app)
    for router in routers:
        app.include_router(router, prefix="/api")
    return app, gate


async def test_knows_the_template_of_lean_and_other_routes() -> None:
    """And asks once for each request."""
    for router in (lean_router(), plain_router()):
        app, gate = gated(router)
        assert (await call(app, "GET", f"/api/products/{ID}")).status == 200
        assert (await call(app, "POST", "/api/batch", b"[]")).status == 200
        assert gate.asked == [("GET", "/api/products/{product_id}"), ("POST", "/api/batch")]


async def test_variants_of_a_path_are_no_other_route() -> None:
    """They are not served, and they are charged like anything unknown."""
    app, gate = gated(plain_router(), lean_router())
    for path in ("/api/batch/", "//api/batch", "/API/batch", "/api//batch", "/api/batch;x", "/"):
        assert (await call(app, "POST", path, b"[]")).status in {307, 404}
    assert {template for _, template in gate.asked} == {"unmatched"}


async def test_a_closed_gate_lets_nothing_through() -> None:
    """Neither lean nor other nor unknown routes answer."""
    app, gate = gated(lean_router(), *[APIRouter()])
    gate.is_open = False
    app.include_router(plain_router(), prefix="/plain")
    for path in ("/api/batch", "/plain/batch", "/nowhere"):
        answer = await call(app, "POST", path, b"[]")
        assert (answer.status, answer.problem["code"]) == (429, "rate_limited")


async def test_a_method_that_a_path_has_not_is_charged_and_refused() -> None:
    """`DELETE /api/products/search` is not meant for a product whose id is `search`."""
    search = APIRouter()

    @search.get("/products/search")
    async def find() -> str:
        return "found"

    @search.delete("/products/{product_id}")
    async def remove(product_id: str) -> str:
        return product_id

    app, gate = gated(search, lean_router())
    refused = await call(app, "DELETE", "/api/products/search")
    assert refused.problem["code"] == "method_not_allowed"
    assert refused.headers["allow"] == "GET"
    assert (await call(app, "DELETE", "/api/products/7")).status == 200
    assert gate.asked == [("DELETE", "unmatched"), ("DELETE", "/api/products/{product_id}")]
