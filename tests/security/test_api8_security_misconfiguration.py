"""OWASP API8: headers, origins, documents, methods, errors, files and starts."""

import asyncio
import os
import re
import stat
import sys
from typing import Final

import pytest

from tests.security.person import API, Person
from tests.security.second_api import SecondApi
from tests.security.stage import DATA_SERVICES, SERVICES, Stage
from tests.security.wire import Wire, WireAnswer

_TALK: Final = re.compile(
    rb"Traceback|File \"|site-packages|\.py\b|asyncpg|pymongo|SQLSTATE|sqlalchemy|at 0x[0-9a-f]+"
)
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_ON_PAGES: Final = {
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def _assert_hardened(answer: WireAnswer, what: str) -> None:
    for name, value in _ALWAYS.items():
        assert answer.header(name) == value, (what, name, answer.headers)
    policy = answer.header("content-security-policy") or ""
    assert "default-src 'none'" in policy, (what, policy)
    assert "frame-ancestors 'none'" in policy, (what, policy)
    scripts = next((part for part in policy.split(";") if "script-src" in part), "")
    assert "unsafe" not in scripts, (what, policy)
    assert "://" not in policy, (what, policy)
    assert answer.header("server") is None, what
    assert answer.header("x-powered-by") is None, what


async def test_every_answer_of_the_api_is_hardened(guest: Person, customer: Person) -> None:
    """Also errors, pages and what the limits refuse."""
    wire = guest.wire
    json_type = ("Content-Type", "application/json")
    answers = {
        "list": await guest.get("/products"),
        "private": await customer.get("/me"),
        "unauthenticated": await guest.get("/me"),
        "forbidden": await customer.get("/security_acts"),
        "not found": await wire.send("GET", "/nothing"),
        "not allowed": await wire.send("DELETE", f"{API}/products"),
        "invalid": await wire.send("POST", f"{API}/orders", [json_type], b"{"),
        "media type": await wire.send("POST", f"{API}/orders", [("Content-Type", "x/y")], b"x"),
        "too deep": await wire.send("POST", f"{API}/orders", [json_type], b"[" * 100),
        "health": await wire.send("GET", "/health"),
        "docs": await wire.send("GET", "/docs"),
        "page": await wire.send("GET", f"{API}/auth/authorize?client_id=x"),
    }
    for what, answer in answers.items():
        _assert_hardened(answer, what)
    for name, value in _ON_PAGES.items():
        for what in ("docs", "page"):
            assert answers[what].header(name) == value, (what, name)
    for what in ("private", "unauthenticated", "forbidden"):
        assert answers[what].header("cache-control") == "no-store", what
    assert "public" not in (answers["page"].header("cache-control") or "")
    with pytest.raises(AssertionError):  # control: an answer without them is found
        _assert_hardened(WireAnswer(200, (), b""), "bare")


async def test_foreign_origins_are_not_let_in(guest: Person, second_api: SecondApi) -> None:
    """No origin at all unless it is listed; then that one and no other."""
    preflight = [
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization"),
    ]
    origins = ("https://evil.example", "null", "https://shop.example", "http://127.0.0.1:8000")
    for origin in origins:
        for answer in (
            await guest.get("/products", [("Origin", origin)]),
            await guest.wire.send("OPTIONS", f"{API}/orders", [("Origin", origin), *preflight]),
        ):
            assert answer.header("access-control-allow-origin") is None, origin
            assert answer.header("access-control-allow-credentials") is None, origin
    friendly = Wire(second_api.url)

    async def allowed(origin: str) -> str | None:
        answer = await friendly.send("GET", f"{API}/products", [("Origin", origin)])
        return answer.header("access-control-allow-origin")

    assert await allowed("https://shop.example") == "https://shop.example"
    for origin in (
        "https://evil.example",
        "null",
        "https://shop.example.evil.example",
        "https://evil-shop.example",
        "http://shop.example",
        "https://shop.example:8443",
    ):
        assert await allowed(origin) is None, origin


async def test_documents_are_for_development(stage: Stage, second_api: SecondApi) -> None:
    """The page to try the API and the catalogue of events are not shown elsewhere."""
    assert second_api.environment["ENVIRONMENT"] == "test"
    developing, other = stage.wire_to("api_service"), Wire(second_api.url)
    for path in ("/docs", "/asyncapi"):
        assert (await developing.send("GET", path)).status == 200, path
        assert (await other.send("GET", path)).status == 404, path


async def test_methods_that_nobody_declared_are_refused(stage: Stage, admin: Person) -> None:
    """TRACE echoes nothing, overrides override nothing, odd methods are no errors of ours."""
    for service in SERVICES:
        wire = stage.wire_to(service)
        for method in ("TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "PUT", "DELETE"):
            answer = await wire.send(method, "/health", [("X-Secret", "echo_me")])
            assert answer.status in {400, 401, 404, 405}, (service, method, answer)
            assert b"echo_me" not in answer.body
        assert (await wire.send("GET", "/health")).status == 200
    me = "/me"
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"):
        assert (await admin.get(me, [(name, "DELETE")])).status == 200
        assert (await admin.post(me, headers=[(name, "PATCH")])).status == 405


@pytest.mark.parametrize("service", ["api_service", *DATA_SERVICES])
async def test_no_error_tells_how_we_are_made(stage: Stage, admin: Person, service: str) -> None:
    """Malformed everything: never 500, and never a word of code, files or libraries."""
    json_type = ("Content-Type", "application/json")
    place = {
        "api_service": f"{API}/orders",
        "db_postgres_service": "/atomic_writes",
        "db_mongo_service": "/analytics_events/bulk",
    }[service]
    if service == "api_service":
        wire, who = Wire(stage.api_url), admin.authorization
    else:
        name = "worker_service"
        token = stage.identity_of(name).token_for(service).decode()
        wire, who = stage.wire_to(service), [("Authorization", f"Bearer {token}")]
    bodies = (
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"\xff\xfe\xfd",
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b'{"lines":{"$ref":"#"}}',
        b"\x00" * 50,
        b"{" + b'"x":1,' * 1_000 + b'"y":2}',
        b'{"writes":"x","events":"y","lines":"z"}',
    )
    for body in bodies:
        answer = await wire.send("POST", place, [*who, json_type], body)
        assert 400 <= answer.status < 500, (body[:20], answer)
        assert _TALK.search(answer.body) is None, (body[:20], answer)
    for target in (
        f"{place}?limit=%ff",
        f"{place}/%00",
        f"{place}/%c0%ae%c0%ae/",
        f"{place}/" + "x" * 5_000,
        "/%",
        "/\xff",
        "/?" + "&".join(["a"] * 2_000),
        "*",
    ):
        answer = await wire.send("GET", target, who)
        assert answer.status < 500, (target[:50], answer)
        assert _TALK.search(answer.body) is None, (target[:50], answer)
    assert _TALK.search(b'  File "/app/main.py", line 3') is not None


async def test_bad_framing_is_refused(stage: Stage) -> None:
    """Requests that two parsers could read differently smuggle nothing."""
    for service in SERVICES:
        wire = stage.wire_to(service)
        smuggled = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
        for head in (
            b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            b"Content-Length: 5\r\nContent-Length: 50\r\n",
            b"Content-Length: +5\r\n",
            b"Content-Length: -1\r\n",
            b"Transfer-Encoding: xchunked\r\n",
            b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            b"Content-Length : 5\r\n",
        ):
            raw = b"POST /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + head + b"\r\n"
            answer = await wire.send_raw(raw + b"0\r\n\r\n" + smuggled)
            assert answer.status in {0, 400, 401, 404, 405, 411, 415, 501}, (service, head, answer)
            assert b"# HELP" not in answer.body, (service, head)
        assert (await wire.send("GET", "/health")).status == 200


async def test_figures_are_told_to_nobody_who_comes_through_a_proxy(
    stage: Stage, second_api: SecondApi
) -> None:
    """How much business there is, and what fails, is for inside; whoever adds a header is outside.

    A process can say whether it is ready to all the world: load balancers have no token.
    """
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        for claim in ("127.0.0.1", "for=10.0.0.1", "203.0.113.9"):
            answer = await stage.wire_to("api_service").send("GET", "/metrics", [(header, claim)])
            assert (answer.status, answer.code) == (404, "not_found"), (header, claim)
    # One that trusts the proxies of this machine takes all who come from it for the world.
    proxied = Wire(second_api.url)
    assert (await proxied.send("GET", "/metrics")).status == 404
    for wire in (stage.wire_to("api_service"), proxied):
        assert (await wire.send("GET", "/ready")).status == 200
    # Control: whoever comes straight from inside reads them.
    told = await stage.wire_to("api_service").send("GET", "/metrics")
    assert (told.status, b"http_requests" in told.body) == (200, True)


async def test_private_files_are_private(stage: Stage) -> None:
    """Secrets, keys and the state of the platform are for their owner alone."""
    folder = stage.shared.watched.state.data_folder
    found = [folder / "secrets.json", folder / "platform.json", *(folder / "keys").glob("*.json")]
    assert len(found) > 4
    for file in found:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    for part in (folder / "keys", folder / "logs"):
        assert stat.S_IMODE(part.stat().st_mode) == 0o700, part


async def test_no_business_service_is_told_of_a_database(stage: Stage) -> None:
    """And no process is told the key of another."""
    for service in ("api_service", "bot_service", "worker_service"):
        text = repr(stage.environment_of(service))
        for secret in ("POSTGRES_URL", "MONGODB_URL", "postgresql://", "mongodb://"):
            assert secret not in text, (service, secret)
    for service in DATA_SERVICES:
        names = stage.environment_of(service).keys()
        assert not {name for name in names if "SIGNING_KEY" in name or "ONE_TIME" in name}
    assert "POSTGRES_URL" in stage.environment_of("db_postgres_service")


@pytest.mark.parametrize("service", SERVICES)
async def test_what_will_do_for_development_is_refused_in_production(
    stage: Stage, service: str
) -> None:
    """Plain HTTP, no certificates: the start ends at once, names variables and no values."""
    environment = stage.environment_of(service)
    environment |= {"ENVIRONMENT": "production", "PATH": os.environ["PATH"]}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", service),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 180)
    text = output.decode()
    assert process.returncode not in {0, None}, text
    assert "TLS_CERTIFICATE_FILE" in text, text
    assert "Traceback" not in text
    for name, value in environment.items():
        is_secret = any(word in name for word in ("SECRET", "PASSWORD", "KEY", "TOKEN", "_URL"))
        if is_secret and len(value) >= 16 and "http://" not in value and "FILE" not in name:
            assert value not in text, name
    # Control: with the same variables it runs in development, as part of the platform.
    assert (await stage.wire_to(service).send("GET", "/health")).status == 200
