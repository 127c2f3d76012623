"""OWASP API7: addresses in everything that we are sent; none of our processes may go there.

The platform fetches nothing on anybody's behalf: it knows its data services, its servers and its
gateway by configuration. Redirect addresses are followed by browsers, and are checked all the same.
"""

import json
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

import pytest
from http_transport import HttpClient

from tests.fixtures.small_server import ReceivedRequest, SmallServer, answer
from tests.security.conftest import OpenProduct
from tests.security.forgery import forged, parts_of, with_ed25519
from tests.security.person import API, Person, order_of
from tests.security.stage import SERVICES, Stage
from tests.security.wire import Wire

_GOOD: Final = "https://shop.example/signed_in"


@pytest.fixture
async def lure() -> AsyncIterator[SmallServer]:
    """A server on a private address that nobody has any business with."""

    async def take(_request: ReceivedRequest) -> bytes:
        return answer(200, b"{}")

    async with SmallServer(take) as server:
        yield server


async def test_an_address_in_any_field_is_never_visited(
    stage: Stage, customer: Person, staff: Person, lure: SmallServer, open_product: OpenProduct
) -> None:
    """Names, titles, cards, references, reasons, headers and tokens."""
    url = f"{lure.url}/{uuid4().hex}"
    product_id = await open_product(5)
    await customer.patch("/me", {"name": url})
    task = await customer.post("/tasks", {"title": url, "description": url})
    assert task.status in {201, 422}
    made = await staff.post(
        "/products",
        {
            "sku": f"S_{uuid4().hex[:12]}",
            "name": url,
            "description": f'<img src="{url}">',
            "unit_price": "1.00",
            "currency": "GBP",
        },
    )
    assert made.status == 201
    order = order_of(product_id) | {
        "payment_method": url[:64],
        "shipping_address": {"country": "GB", "city": url, "line1": url},
    }
    placed = await customer.post("/orders", order)
    assert placed.status == 201, placed
    await customer.post(f"/orders/{placed.text('id')}/cancel", {"reason": url})
    headers = [
        ("Host", urlsplit(url).netloc),
        ("X-Forwarded-Host", urlsplit(url).netloc),
        ("X-Forwarded-For", url),
        ("Referer", url),
        ("Origin", lure.url),
        ("X-Request-ID", uuid4().hex),
        ("X-Webhook-URL", url),
        ("Destination", url),
        ("Forwarded", f"host={urlsplit(url).netloc}"),
    ]
    await customer.get("/me", headers)
    target = f"{lure.url}{API}/products"
    assert (await customer.wire.send("GET", target)).status in {200, 400, 404}
    for service in SERVICES:
        wire = stage.wire_to(service)
        for path in (url, f"//{urlsplit(url).netloc}/", f"/{quote(url, safe='')}", f"/?url={url}"):
            await wire.send("GET", path)
        await wire.send("CONNECT", urlsplit(url).netloc)
    assert customer.token is not None
    header, claims = parts_of(customer.token)
    key = stage.access_keys().current.private
    for extra in ("jku", "x5u", "iss"):
        token = forged({**header, extra: url}, {**claims, "iss": url}, with_ed25519(key))
        assert (await customer.with_token(token).get("/me")).status == 401
    assert lure.connections == 0
    # Control: the lure is heard when somebody does go there, as our own client would.
    async with HttpClient(lure.url) as client:
        await client.request("GET", "/")
    assert lure.connections == 1


@pytest.mark.parametrize(
    "uri",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://shop.example/",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://shop.example/",
        "//evil.example/",
        "/relative",
        "https://",
        "https://user:secret@shop.example/",
        "https://shop.example/#fragment",
        "https://shop.example\\@evil.example/",
        "https://shop.example/\r\nSet-Cookie: a=b",
        " https://shop.example/",
        "https://shop.example/\u0000",
    ],
)
async def test_a_program_cannot_have_a_dangerous_redirect_address(admin: Person, uri: str) -> None:
    """Private networks in plain text, scripts, files, other hosts in disguise."""
    program: dict[str, object] = {
        "client_id": f"shop_{uuid4().hex[:12]}",
        "name": "Shop",
        "is_confidential": False,
        "scopes": ["orders:read"],
    }
    refused = await admin.post("/oauth_clients", program | {"redirect_uris": [uri]})
    assert refused.status in {400, 422}, refused
    good: list[object] = [_GOOD, "http://127.0.0.1:8123/callback"]
    assert (await admin.post("/oauth_clients", program | {"redirect_uris": good})).status == 201


async def test_nobody_is_sent_to_an_address_that_is_not_the_programs(
    stage: Stage, admin: Person
) -> None:
    """Prefixes, suffixes, other cases, ports and paths: a page that says no, and no redirect."""
    client_id = f"shop_{uuid4().hex[:12]}"
    await admin.post(
        "/oauth_clients",
        {
            "client_id": client_id,
            "name": "Shop",
            "is_confidential": False,
            "redirect_uris": [_GOOD],
            "scopes": ["orders:read"],
        },
    )
    request = {
        "response_type": "code",
        "client_id": client_id,
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        "scope": "orders:read",
    }
    for uri in (
        "https://evil.example/signed_in",
        "https://shop.example/signed_in/../evil",
        "https://shop.example/signed_in/",
        "https://shop.example/signed_in?next=//evil.example",
        "https://shop.example.evil.example/signed_in",
        "https://shop.example@evil.example/signed_in",
        "https://SHOP.example/signed_in",
        "https://shop.example:8443/signed_in",
        "http://shop.example/signed_in",
        "https://shop.example/signed_in#x",
        "https://shop.example/%73igned_in",
        "javascript:alert(1)",
        "",
    ):
        for method in ("GET", "POST"):
            fields = request | {"redirect_uri": uri, "email": "a@example.com", "password": "x"}
            wire = Wire(stage.api_url)
            if method == "GET":
                found = await wire.send("GET", f"{API}/auth/authorize?{urlencode(fields)}")
            else:
                found = await wire.send_form(f"{API}/auth/authorize", fields)
            assert found.status == 400, (method, uri, found)
            assert found.header("location") is None
            assert b"evil.example" not in found.body
    page = await Wire(stage.api_url).send(
        "GET", f"{API}/auth/authorize?{urlencode(request | {'redirect_uri': _GOOD})}"
    )
    assert page.status == 200
    assert "form-action" in (page.header("content-security-policy") or "")


async def test_a_foreign_host_header_gets_into_no_address_that_we_give(
    stage: Stage, customer: Person, open_product: OpenProduct
) -> None:
    """Neither a redirect, nor a location, nor a document, nor a mail names it."""
    evil = [("Host", "evil.example")]
    wire = customer.wire
    for target in (
        f"{API}/orders/",
        f"{API}/products/",
        "/docs/",
        "/openapi.json",
        "/.well-known/oauth-authorization-server",
        "/.well-known/jwks.json",
        f"{API}/nothing",
    ):
        found = await wire.send("GET", target, evil)
        assert "evil.example" not in json.dumps(found.headers), (target, found.headers)
        assert b"evil.example" not in found.body, target
    placed = await customer.post("/orders", order_of(await open_product(5)), evil)
    assert placed.status == 201
    assert (placed.header("location") or "").startswith("/api/v1/orders/")
    # Another address asks: a quota of its own.
    await Wire(stage.api_url).send_json(
        "POST", f"{API}/auth/password_resets", {"email": customer.email}, evil
    )
    mail = await stage.shared.mailbox.mail_to(customer.email, "password")
    assert "evil.example" not in mail.body + mail.subject
