"""Control characters in whatever is logged or sent back: no forged lines, no driven terminals."""

import json
from typing import Final
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest

from tests.fixtures.eventually import eventually
from tests.security.person import API, PASSWORD, Person
from tests.security.stage import SERVICES, Stage
from tests.security.wire import Wire

_TRICKS: Final = (
    '\r\n{"level":"critical","event":"forged_MARK"}',
    "\nforged_MARK",
    "\x1b[2J\x1b[31mforged_MARK\x1b]0;owned\x07",
    "\u2028forged_MARK\u2029",
    "\x9b31mforged_MARK",
    "\u202eforged_MARK",
)


def _lines_with(stage: Stage, mark: str) -> list[bytes]:
    return [
        line
        for service in SERVICES
        for line in stage.log_of(service).read_bytes().split(b"\n")
        if mark.encode() in line
    ]


async def test_no_input_forges_a_line_or_drives_a_terminal(stage: Stage) -> None:
    """In paths, queries, agents, addresses and names, through API and data services."""
    mark = uuid4().hex
    for trick in _TRICKS:
        text = trick.replace("MARK", mark)
        encoded = quote(text, safe="")
        wire = Wire(stage.api_url)
        await wire.send("GET", f"{API}/products/{encoded}")
        await wire.send("GET", f"{API}/products?{encoded}=1&sort={encoded}")
        body = {"email": f"a{text}@example.com", "password": PASSWORD, "name": text}
        await wire.send_json("POST", f"{API}/auth/register", body)
        await wire.send_json("POST", f"{API}/auth/log_in", {"email": text, "password": text})
        await wire.send_json("POST", f"{API}/{encoded}", {text: text})
        form = {"grant_type": text, "client_id": text, "refresh_token": text}
        await wire.send_form(f"{API}/auth/token", form)
        one_line = text.replace("\r", " ").replace("\n", " ").encode().decode("latin-1")
        for name in ("User-Agent", "X-Request-ID", "Referer", "Idempotency-Key", "If-Match"):
            await wire.send("GET", f"{API}/products", [(name, one_line)])
        for service in SERVICES:
            await stage.wire_to(service).send("GET", f"/{encoded}")
            caller_path = f"/{encoded}?x={encoded}"
            await stage.wire_to(service).send("GET", caller_path, [("User-Agent", one_line)])

    async def logged() -> list[bytes] | None:
        return _lines_with(stage, mark) or None

    # Control: the marks do get into the logs, made harmless.
    found = await eventually(logged, "a line with the mark")
    assert len(found) > len(_TRICKS)
    for line in found:
        known = json.loads(line)
        assert known["service"] in SERVICES, line
        assert known.get("event") != f"forged_{mark}", line
        assert {"timestamp", "level", "logger"} <= known.keys(), line
        for character in ("\x1b", "\x9b", "\r", "\n", "\u2028", "\x07"):
            assert character not in json.dumps(known, ensure_ascii=False), line


async def test_no_input_gets_into_the_head_of_an_answer(guest: Person) -> None:
    """Request ids, redirect states and paths with line ends stay where they belong."""
    crlf = "x\r\nSet-Cookie: owned=1\r\nX-Owned: yes"
    encoded = quote(crlf, safe="")
    query = urlencode({"client_id": crlf, "state": crlf, "redirect_uri": crlf})
    for target in (
        f"{API}/{encoded}",
        f"{API}/products/{encoded}",
        f"{API}/orders/?{encoded}",
        f"{API}/{encoded}/",
        f"{API}/auth/authorize?{query}",
        f"/docs/files/{encoded}",
        f"/{encoded}",
    ):
        answer = await guest.wire.send("GET", target)
        assert answer.header("set-cookie") is None, target
        assert answer.header("x-owned") is None, target
    for value in ("x" * 500, "a b", "ä", "\x01", "a\tb"):
        answer = await guest.get("/products", [("X-Request-ID", value)])
        assert answer.header("x-request-id") != value, value
    mine = uuid4().hex
    kept = await guest.get("/products", [("X-Request-ID", mine)])
    assert kept.header("x-request-id") == mine


@pytest.mark.parametrize("kind", ["state", "email"])
async def test_the_page_to_log_in_escapes_what_it_repeats(
    stage: Stage, admin: Person, kind: str
) -> None:
    """Markup in the parameters is text on the page."""
    client_id = f"shop_{uuid4().hex[:12]}"
    uri = "https://shop.example/signed_in"
    markup = "\"><script>alert('owned')</script><img src=x onerror=alert(1)>"
    made = await admin.post(
        "/oauth_clients",
        {
            "client_id": client_id,
            "name": "<b>Shop</b>",
            "is_confidential": False,
            "redirect_uris": [uri],
            "scopes": ["orders:read"],
        },
    )
    assert made.status == 201
    fields = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": uri,
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        "state": "plain",
        "email": "a@example.com",
        "password": "x",
        kind: markup,
    }
    wire = Wire(stage.api_url)
    page = await wire.send_form(f"{API}/auth/authorize", fields)
    assert page.status == 401, page
    assert b"<script" not in page.body
    assert b"<img" not in page.body
    assert b"<b>" not in page.body
    assert b"&lt;script&gt;" in page.body
    assert b"&lt;b&gt;Shop" in page.body
