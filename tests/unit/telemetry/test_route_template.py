"""Templates of FastAPI's routes, however they were included."""

from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from starlette.types import Message, Scope
from telemetry.route_template import UNMATCHED, route_template


async def served(app: FastAPI, path: str) -> str:
    """Return the template of what served a GET."""
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
        "root_path": "",
        "http_version": "1.1",
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message: Message) -> None:
        """Take anything."""

    await app(scope, receive, send)
    return route_template(scope)


async def test_names_the_whole_template_with_prefixes() -> None:
    """Direct, included and nested routes; unmatched paths share one name."""
    app = FastAPI()
    inner, outer = APIRouter(prefix="/orders"), APIRouter()

    @app.get("/direct/{number}")
    async def direct(number: int) -> int:
        return number

    @inner.get("/{order_id}")
    async def included(order_id: int) -> int:
        return order_id

    outer.include_router(inner, prefix="/v1")
    app.include_router(outer, prefix="/api")
    assert await served(app, "/direct/5") == "/direct/{number}"
    assert await served(app, "/api/v1/orders/5") == "/api/v1/orders/{order_id}"
    assert await served(app, "/nowhere/5") == UNMATCHED


def test_probes_and_own_dispatchers_name_themselves() -> None:
    """What is served before the router is still told apart."""

    @dataclass
    class Mounted:
        name: str

    assert route_template({"path": "/ready"}) == "/ready"
    assert route_template({"path": "/x/1", "route_template": "/x/{id}"}) == "/x/{id}"
    assert route_template({"path": "/x/1", "route": Mounted("m")}) == UNMATCHED
