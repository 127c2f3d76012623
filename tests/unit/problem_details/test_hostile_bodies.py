"""Compressed bodies, forms in the wrong place, repeated headers, and work without end."""

import asyncio
import gzip

import pytest
from problem_details import RequestEndingMiddleware, RequestLimitsMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.unit.problem_details.asgi_call import call

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers with the body."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(body)(scope, receive, send)


APP = RequestLimitsMiddleware(echo, form_paths=frozenset({"/token"}), max_form_bytes=100)


async def test_a_compressed_body_is_refused_unread() -> None:
    """A small one can unfold to any size; an honest one is the control."""
    bomb = gzip.compress(b"[" * 1_000_000)
    for encoding in ("gzip", "deflate", "br", "identity, gzip"):
        answer = await call(APP, "POST", "/", bomb, headers={"content-encoding": encoding})
        assert (answer.status, answer.problem["code"]) == (415, "unsupported_media_type")
        assert answer.headers["accept-encoding"] == "identity"
    plain = await call(APP, "POST", "/", b"[]", headers={"content-encoding": "identity"})
    assert (plain.status, plain.body) == (200, b"[]")


async def test_forms_are_for_their_paths_alone() -> None:
    """And those paths take nothing else, nor large ones."""
    assert (await call(APP, "POST", "/token", b"a=b", headers=FORM)).body == b"a=b"
    assert (await call(APP, "POST", "/token", b"{}")).status == 415
    assert (await call(APP, "POST", "/orders", b"a=b", headers=FORM)).status == 415
    assert (await call(APP, "POST", "/token/", b"a=b", headers=FORM)).status == 415
    assert (await call(APP, "POST", "/token", b"a" * 101, headers=FORM)).status == 413


@pytest.mark.parametrize("name", ["authorization", "content-type"])
async def test_a_header_that_counts_may_come_once(name: str) -> None:
    """Else two parties could each believe another one."""
    sent: list[int] = []

    async def send(message: object) -> None:
        assert isinstance(message, dict)
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    for copies in (1, 2):
        headers = [(name.encode(), b"x")] * copies
        scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
        await APP(scope, receive, send)
    assert sent == [200, 400]


async def test_work_without_end_is_ended() -> None:
    """The answer says that it may have been carried out."""

    async def endless(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await asyncio.Event().wait()

    answer = await call(RequestEndingMiddleware(endless, seconds=0.01), "POST", "/")
    assert (answer.status, answer.problem["code"]) == (503, "request_timed_out")
    assert (await call(RequestEndingMiddleware(echo, seconds=5.0), "POST", "/")).status == 200


async def test_paths_that_wait_by_nature_have_a_time_of_their_own() -> None:
    """A long poll outlives other requests, and ends all the same."""

    async def waiting(scope: Scope, _receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.05 if scope["path"] == "/claims" else 60.0)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    app = RequestEndingMiddleware(waiting, seconds=0.01, longer={"/claims": 5.0, "/slow": 0.02})
    assert (await call(app, "POST", "/claims")).status == 200
    assert (await call(app, "POST", "/slow")).status == 503
    assert (await call(app, "POST", "/claims/")).status == 503
