"""A service that breaks its promises, each on a route of its own: the control of the fuzzing."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Query
from pydantic import BaseModel, TypeAdapter
from starlette.responses import JSONResponse, PlainTextResponse, Response
from storage_contracts.json_value import JsonObject

from tests.security.fuzz_target import FuzzTarget

_DOCUMENT: TypeAdapter[JsonObject] = TypeAdapter(JsonObject)


class Lantern(BaseModel):
    """What the routes promise to answer with."""

    name: str
    pieces: int


def broken_application() -> FastAPI:
    """Return it; the name of a route says what it does."""
    app = FastAPI()

    @app.get("/is_sound")
    async def is_sound(limit: Annotated[int, Query(ge=1, le=10)] = 1) -> Lantern:
        return Lantern(name="lantern", pieces=limit)

    @app.get("/crashes", response_model=Lantern)
    async def crashes(limit: Annotated[int, Query(ge=0, le=10)] = 1) -> Response:
        return PlainTextResponse("x", 500 if limit == 0 else 200)

    @app.get("/violates_its_schema", response_model=Lantern)
    async def violates_its_schema() -> Response:
        return JSONResponse({"name": None, "pieces": "many"})

    @app.get("/hides_a_status", response_model=Lantern)
    async def hides_a_status() -> Response:
        return JSONResponse({"name": "lantern", "pieces": 1}, 418)

    @app.get("/changes_its_type", response_model=Lantern)
    async def changes_its_type() -> Response:
        return PlainTextResponse("lantern")

    @app.get(
        "/forgets_a_header",
        responses={200: {"headers": {"ETag": {"required": True, "schema": {"type": "string"}}}}},
    )
    async def forgets_a_header() -> Lantern:
        return Lantern(name="lantern", pieces=1)

    @app.get("/believes_anything", openapi_extra=_limited())
    async def believes_anything() -> Lantern:
        return Lantern(name="lantern", pieces=1)

    @app.get("/lets_anybody_in", openapi_extra=_guarded())
    async def lets_anybody_in() -> Lantern:
        return Lantern(name="lantern", pieces=1)

    return app


def _limited() -> dict[str, object]:
    schema = {"type": "integer", "minimum": 1}
    return {"parameters": [{"name": "limit", "in": "query", "required": True, "schema": schema}]}


def _guarded() -> dict[str, object]:
    return {"security": [{"token": []}]}


@asynccontextmanager
async def broken_service() -> AsyncIterator[FuzzTarget]:
    """Serve it on a real socket for as long as the block lasts."""
    app = broken_application()
    document = _DOCUMENT.validate_python(app.openapi())
    components = document["components"]
    assert isinstance(components, dict)
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve([listener]))
    try:
        port: int = listener.getsockname()[1]
        yield FuzzTarget(
            name="broken_service",
            url=f"http://127.0.0.1:{port}",
            document=document,
            token_of=lambda _method, _path: "a token",
        )
    finally:
        server.should_exit = True
        await serving
        listener.close()
