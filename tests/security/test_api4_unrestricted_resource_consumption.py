"""OWASP API4: too much, too deep, too slow."""

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

import pytest

from tests.security.conftest import OpenProduct
from tests.security.person import Person, order_of
from tests.security.stage import DATA_SERVICES, Stage
from tests.security.wire import Wire, WireAnswer, parse, read_to_end

_JSON: Final = ("Content-Type", "application/json")
_HTTP: Final = ("api_service", *DATA_SERVICES)
_PLACE: Final = {
    "api_service": "/api/v1/orders",
    "db_postgres_service": "/users/batch_get",
    "db_mongo_service": "/analytics_events/bulk",
}
_CALLER: Final = {
    "db_postgres_service": "quintet_cli",
    "db_mongo_service": "worker_service",
}
_LARGEST: Final = {"api_service": 1, "db_postgres_service": 32, "db_mongo_service": 16}
"""Mebibytes."""


def _authorization(stage: Stage, service: str) -> list[tuple[str, str]]:
    """The header of somebody who may come in: what is refused is the size, not the sender."""
    if service not in _CALLER:
        return []
    token = stage.identity_of(_CALLER[service]).token_for(service).decode()
    return [("Authorization", f"Bearer {token}")]


async def _posted(stage: Stage, service: str, body: bytes, *headers: tuple[str, str]) -> WireAnswer:
    given = [*_authorization(stage, service), _JSON, *headers]
    return await stage.wire_to(service).send("POST", _PLACE[service], given, body)


@dataclass(frozen=True)
class _Slow:
    """What became of a slow sender.

    Attributes:
        seconds: When the server had enough.
        answer: What it said.
    """

    seconds: float
    answer: WireAnswer


async def _dribble(wire: Wire, begin: bytes, drop: bytes) -> _Slow:
    """Send a beginning, then a little every second until the server hangs up."""
    started = time.monotonic()
    async with asyncio.timeout(60), wire.connection() as (reader, writer):
        writer.write(begin)
        reading = asyncio.create_task(read_to_end(reader))
        while not reading.done():
            try:
                writer.write(drop)
                await writer.drain()
            except ConnectionError:
                pass
            await asyncio.wait([reading], timeout=1)
        return _Slow(time.monotonic() - started, parse(reading.result()))


@pytest.fixture(scope="module", autouse=True)
async def slow_senders(
    stage: Stage,
) -> AsyncIterator[dict[tuple[str, str], asyncio.Task[_Slow]]]:
    """Slow senders at all three doors, who dribble while the other tests of this file run."""
    tasks = {}
    for service in _HTTP:
        begin = f"POST {_PLACE[service]} HTTP/1.1\r\nHost: x\r\n"
        for name, value in _authorization(stage, service):
            begin += f"{name}: {value}\r\n"
        body = f"{begin}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
        for kind, head, drop in (("head", begin, b"X: y\r\n"), ("body", body, b" ")):
            sending = _dribble(stage.wire_to(service), head.encode(), drop)
            tasks[service, kind] = asyncio.create_task(sending)
    yield tasks
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.parametrize("service", _HTTP)
async def test_a_body_that_is_too_large_is_refused_unread(stage: Stage, service: str) -> None:
    """By its announced length, and in chunks by what arrives; the largest allowed is looked at."""
    limit = _LARGEST[service] * 1024 * 1024
    announced = [*_authorization(stage, service), _JSON, ("Content-Length", str(limit + 1))]
    answer = await stage.wire_to(service).send("POST", _PLACE[service], announced)
    assert (answer.status, answer.code) == (413, "content_too_large")
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    head = f"POST {_PLACE[service]} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    for name, value in [*_authorization(stage, service), _JSON, ("Connection", "close")]:
        head += f"{name}: {value}\r\n"
    chunks = chunk * (limit // 0x10000 + 1)
    answer = await stage.wire_to(service).send_raw(f"{head}\r\n".encode() + chunks)
    assert answer.status in {0, 413}, answer  # 0: reset before we could read the answer
    allowed = await _posted(stage, service, b" " * 1000 + b"{}")
    assert allowed.status in {200, 422}, allowed


@pytest.mark.parametrize("service", _HTTP)
async def test_a_body_that_is_nested_too_deeply_is_refused(stage: Stage, service: str) -> None:
    """Ten thousand brackets, closed or not, as lists or objects."""
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}"), (b'{"lines":[', b"]}")):
        for body in (opening * 10_000 + b"1" + closing * 10_000, opening * 10_000):
            answer = await _posted(stage, service, body)
            assert answer.status == 400, answer
            assert answer.code in {"too_deeply_nested", "malformed_json"}, answer
    assert (await _posted(stage, service, b"[" * 20 + b"]" * 20)).status == 422


@pytest.mark.parametrize("service", _HTTP)
async def test_compressed_bodies_are_refused_unopened(stage: Stage, service: str) -> None:
    """A bomb of ten kilobytes that would be ten megabytes, under every name of compression."""
    bomb = gzip.compress(b" " * 10_000_000)
    for coding in ("gzip", "GZIP", "x-gzip", "deflate", "br", "zstd", "identity, gzip"):
        answer = await _posted(stage, service, bomb, ("Content-Encoding", coding))
        assert answer.status == 415, (coding, answer)
    # Without the header it is no JSON, and nothing opens it on a guess.
    assert (await _posted(stage, service, bomb)).status in {400, 422}
    assert (await _posted(stage, service, b"{}")).status in {200, 422}


@pytest.mark.parametrize("service", _HTTP)
async def test_too_many_or_too_long_headers_are_refused(stage: Stage, service: str) -> None:
    """A thousand headers, one of a hundred kilobytes, a request line without end."""
    wire = stage.wire_to(service)
    known = _authorization(stage, service)
    for headers in (
        [(f"X-{number}", "y") for number in range(1000)],
        [("X-Long", "y" * 60_000)],
        [("X-Long", "y" * 200_000)],
    ):
        answer = await wire.send("GET", "/health", [*known, *headers])
        assert answer.status in {400, 431, 0}, answer
    answer = await wire.send("GET", "/" + "a" * 200_000, known)
    assert answer.status in {0, 400, 414, 431}, answer.status
    assert (await wire.send("GET", "/health", [*known, ("X-Short", "y" * 5_000)])).status == 200


async def test_other_media_types_are_refused(guest: Person) -> None:
    """A form, XML, text or a file where JSON belongs; JSON where a form belongs."""
    body = json.dumps(order_of("1f0c7a52-55f2-6d10-b1a9-0242ac120002")).encode()
    for content_type in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "application/json+evil",
        "",
    ):
        headers = [("Content-Type", content_type)]
        answer = await guest.wire.send("POST", "/api/v1/orders", headers, body)
        assert answer.status == 415, (content_type, answer)
    assert (await guest.wire.send("POST", "/api/v1/orders", [_JSON], body)).status == 422


async def test_the_largest_order_is_served_and_a_larger_one_is_not(
    customer: Person, open_product: OpenProduct
) -> None:
    """2,000 lines in good time; 2,001 are refused before anything is priced."""
    product_id = await open_product(100_000)
    line: object = {"product_id": product_id, "quantity": 1}
    body = order_of(product_id)
    too_many = await customer.post("/orders", body | {"lines": [line] * 2_001})
    assert too_many.status == 422, too_many
    assert (await customer.post("/orders", body | {"lines": []})).status == 422
    started = time.monotonic()
    placed = await customer.post("/orders", body | {"lines": [line] * 2_000})
    assert placed.status == 201, placed
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("number", ["1e400", "1" + "0" * 5_000, "-1", "0", "1.5", "NaN", "1e2"])
async def test_numbers_without_measure_are_refused(
    guest: Person, open_product: OpenProduct, number: str
) -> None:
    """Quantities that no warehouse holds and no integer parser should try."""
    product_id = await open_product(10)
    order = json.dumps(order_of(product_id, 1) | {"contact_email": "guest@example.com"})
    body = order.replace('"quantity": 1', f'"quantity": {number}')
    assert body != order
    answer = await guest.wire.send("POST", "/api/v1/orders", [_JSON], body.encode())
    assert answer.status in {400, 422}, answer
    good = await guest.wire.send("POST", "/api/v1/orders", [_JSON], order.encode())
    assert good.status == 201, good


async def test_pages_have_a_largest_size_on_all_three(
    stage: Stage, customer: Person, support: Person
) -> None:
    """And filters a largest number."""
    for limit in ("0", "-1", "201", "1000000000", "1e9", "x", ""):
        answer = await customer.get(f"/products?limit={limit}")
        assert answer.status == 422, (limit, answer)
    assert (await customer.get("/products?limit=200")).status == 200
    for name, service, path in (
        ("quintet_cli", "db_postgres_service", "/products"),
        ("quintet_cli", "db_mongo_service", "/analytics_events"),
    ):
        caller = stage.caller(name, service)
        for limit in ("0", "-1", "501", "99999999999999999999"):
            assert (await caller.get(f"{path}?limit={limit}")).status == 422, (service, limit)
        assert (await caller.get(f"{path}?limit=500")).status == 200
    values = ",".join(["a"] * 1_000)
    assert (await support.get(f"/products?name__in={values}")).status == 422
    many = "&".join(f"name__ne={number}" for number in range(50))
    assert (await support.get(f"/products?{many}")).status == 422
    assert (await support.get("/products?name__in=a,b")).status == 200


async def test_texts_that_make_patterns_run_for_ever_do_not(guest: Person) -> None:
    """Addresses, keys and cursors of a kind that slow regular expressions choke on."""
    started = time.monotonic()
    for email in ("a" * 200 + "@" + "a." * 25 + "!", "a@" + "-" * 240, "@" * 250):
        body: dict[str, object] = {"email": email, "password": "x"}
        answer = await guest.elsewhere().post("/auth/log_in", body)
        assert answer.status in {401, 422}, answer
    for query in ("cursor=" + "A" * 999, "sort=" + "-" * 199, "a" * 5_000 + "__gte=1"):
        answer = await guest.get(f"/products/search?q=a&{query}")
        assert answer.status == 422, answer
    assert time.monotonic() - started < 30


async def test_slow_senders_are_cut_off_while_others_are_served(
    stage: Stage, slow_senders: dict[tuple[str, str], asyncio.Task[_Slow]]
) -> None:
    """A head may take ten seconds, a request thirty; somebody a little slow is served."""
    for service in _HTTP:
        wire = stage.wire_to(service)
        assert (await wire.send("GET", "/health")).status == 200
        async with asyncio.timeout(20), wire.connection() as (reader, writer):
            for letter in b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n":
                writer.write(bytes([letter]))
                await writer.drain()
            assert parse(await read_to_end(reader)).status == 200
    for (service, kind), task in slow_senders.items():
        found = await task
        least, most = (9, 25) if kind == "head" else (25, 50)
        assert least <= found.seconds <= most, (service, kind, found)
        assert found.answer.status in {0, 400, 408}, (service, kind, found)
