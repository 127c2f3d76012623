"""Requests that are too big, too deep or of the wrong type are refused before any work."""

import pytest
from fastapi import FastAPI

from tests.unit.problem_details.asgi_call import call
from tests.unit.problem_details.shop import shop

GOOD = b'{"lines":[{"sku":"A","quantity":1}]}'


@pytest.fixture
def app() -> FastAPI:
    """Return the shop: at most 1,000 bytes, 8 levels and 20 headers."""
    return shop()


async def test_returns_413_for_an_announced_length(app: FastAPI) -> None:
    """The length alone is enough."""
    answer = await call(app, "POST", "/orders", b" " * 1001)
    assert (answer.status, answer.problem["code"]) == (413, "content_too_large")
    assert answer.headers["connection"] == "close"


async def test_returns_413_for_chunks_that_add_up(app: FastAPI) -> None:
    """Without a length the bytes are counted as they come."""
    chunks = [b" " * 400] * 3
    answer = await call(app, "POST", "/orders", chunks, announce_length=False)
    assert answer.status == 413
    one = await call(app, "POST", "/orders", [b" " * 1001], announce_length=False)
    assert one.status == 413


async def test_chunks_within_the_limit_reach_the_application(app: FastAPI) -> None:
    """Cut anywhere, the body is the same."""
    chunks = [GOOD[:5], GOOD[5:6], GOOD[6:]]
    assert (await call(app, "POST", "/orders", chunks, announce_length=False)).status == 200


@pytest.mark.parametrize("media_type", ["", "text/plain", "multipart/form-data", "application/xml"])
async def test_returns_415_for_other_media_types(app: FastAPI, media_type: str) -> None:
    """Only JSON is spoken here."""
    answer = await call(app, "POST", "/orders", GOOD, headers={"content-type": media_type})
    assert (answer.status, answer.problem["code"]) == (415, "unsupported_media_type")


async def test_parameters_of_the_media_type_do_not_matter(app: FastAPI) -> None:
    """A charset is common."""
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert (await call(app, "POST", "/orders", GOOD, headers=headers)).status == 200


async def test_returns_400_for_deep_nesting(app: FastAPI) -> None:
    """Nine levels are one too many."""
    answer = await call(app, "POST", "/orders", b"[" * 9 + b"]" * 9)
    assert (answer.status, answer.problem["code"]) == (400, "too_deeply_nested")


@pytest.mark.parametrize(
    "headers", [{f"x-{n}": "1" for n in range(21)}, {"x-long": "y" * 40_000}], ids=["many", "long"]
)
async def test_returns_431_for_too_many_headers(app: FastAPI, headers: dict[str, str]) -> None:
    """In number or in size."""
    answer = await call(app, "GET", "/orders/1", headers=headers)
    assert (answer.status, answer.problem["code"]) == (431, "headers_too_large")


async def test_a_body_cut_off_by_the_client_is_incomplete(app: FastAPI) -> None:
    """The application never sees half a body."""
    scope_body = [b'{"lines":', b""]
    answer = await call(app, "POST", "/orders", scope_body, announce_length=False)
    assert answer.status == 400
