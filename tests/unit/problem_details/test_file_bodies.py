"""Files are let through where they belong, and read by nobody but the route."""

import re

import pytest
from fastapi import FastAPI
from problem_details import FileBodies, RequestLimitsMiddleware, install_problem_handlers
from starlette.requests import Request

from tests.unit.problem_details.asgi_call import call

FILE = {"content-type": "application/octet-stream"}


@pytest.fixture
def app() -> FastAPI:
    """Files of at most 2,000 bytes at one path, JSON of 1,000 elsewhere."""
    app = FastAPI()
    install_problem_handlers(app)
    app.add_middleware(
        RequestLimitsMiddleware,
        max_body_bytes=1000,
        files=FileBodies(re.compile(r"/files/[a-z]+"), 2000),
    )

    @app.put("/files/{name}")
    @app.put("/orders/{name}")
    async def keep(name: str, request: Request) -> str:
        return name if name == "unread" else f"{len(await request.body())}"

    return app


async def test_a_file_may_be_larger_than_json(app: FastAPI) -> None:
    """And it may hold anything: nobody counts its braces."""
    answer = await call(app, "PUT", "/files/cat", b"[" * 2000, headers=FILE)
    assert (answer.status, answer.body) == (200, b'"2000"')
    chunks = [b"x" * 900, b"x" * 900]
    whole = await call(app, "PUT", "/files/cat", chunks, headers=FILE, announce_length=False)
    assert (whole.status, whole.body) == (200, b'"1800"')


async def test_returns_413_for_a_file_over_the_limit(app: FastAPI) -> None:
    """By its length, or by its bytes as they come."""
    told = await call(app, "PUT", "/files/cat", b"x" * 2001, headers=FILE)
    chunks = [b"x" * 1500] * 2
    counted = await call(app, "PUT", "/files/cat", chunks, headers=FILE, announce_length=False)
    for answer in (told, counted):
        assert (answer.status, answer.problem["code"]) == (413, "content_too_large")
        assert answer.headers["connection"] == "close"


async def test_a_file_that_the_route_does_not_want_is_not_read(app: FastAPI) -> None:
    """Whoever is refused costs no memory."""
    endless = [b"x" * 1900] * 100
    answer = await call(app, "PUT", "/files/unread", endless, headers=FILE, announce_length=False)
    assert (answer.status, answer.body) == (200, b'"unread"')


async def test_returns_415_for_a_file_of_another_media_type(app: FastAPI) -> None:
    """What it is, its content says; so nobody need name it."""
    answer = await call(app, "PUT", "/files/cat", b"{}")
    assert (answer.status, answer.problem["code"]) == (415, "unsupported_media_type")


async def test_returns_415_for_a_compressed_file(app: FastAPI) -> None:
    """A small one unfolds to any size."""
    headers = {**FILE, "content-encoding": "gzip"}
    answer = await call(app, "PUT", "/files/cat", b"\x1f\x8b", headers=headers)
    assert (answer.status, answer.problem["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "/orders/cat", 415), ("POST", "/files/cat", 405), ("PUT", "/files/cat/x", 415)],
)
async def test_files_go_nowhere_else(app: FastAPI, method: str, path: str, status: int) -> None:
    """Another path or method speaks JSON and has its own limit."""
    assert (await call(app, method, path, b"x", headers=FILE)).status == status
    assert (await call(app, method, path, b" " * 1001)).status == 413
