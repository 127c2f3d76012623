"""Headers that tell browsers and caches what not to do."""

import re
from base64 import b64encode
from hashlib import sha256

from fastapi import FastAPI
from service_runtime.documentation_pages import documentation_router
from service_runtime.pages import html_page
from service_runtime.security_headers import SecurityHeadersMiddleware
from starlette.requests import Request
from starlette.responses import Response

from tests.unit.problem_details.asgi_call import call


def shop() -> FastAPI:
    """An application with something public and something private."""
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.get("/private")
    async def private(request: Request) -> Response:
        request.scope["response_headers"].append((b"x-left", b"inside"))
        return Response("{}")

    @app.get("/public")
    async def public() -> Response:
        return Response("{}", headers={"cache-control": "public, max-age=0"})

    app.include_router(documentation_router(app))
    app.add_middleware(SecurityHeadersMiddleware)
    return app


async def test_every_answer_is_guarded() -> None:
    """Also that of a route that does not exist."""
    for path in ("/private", "/nowhere"):
        headers = (await call(shop(), "GET", path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "referrer-policy" not in headers  # which browsers heed for documents only
        assert headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors")
        assert headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in headers


async def test_a_page_is_kept_apart_from_other_windows_and_sites() -> None:
    """What only documents need."""
    headers = (await call(shop(), "GET", "/docs")).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"


async def test_headers_left_inside_are_sent() -> None:
    """By whoever does not make the response."""
    assert (await call(shop(), "GET", "/private")).headers["x-left"] == "inside"


async def test_what_was_asked_with_a_token_is_never_stored() -> None:
    """Whatever the response itself says."""
    app = shop()
    assert (await call(app, "GET", "/public")).headers["cache-control"] == "public, max-age=0"
    asked = await call(app, "GET", "/public", headers={"authorization": "Bearer x"})
    assert asked.headers["cache-control"] == "no-store"


async def test_the_page_loads_nothing_from_elsewhere() -> None:
    """Its script is allowed by its hash, its files are our own, and they are there."""
    app = shop()
    page = await call(app, "GET", "/docs")
    html = page.body.decode()
    assert not re.findall(r'(?:src|href)="(?!/docs/)[^"]*"', html)
    files = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert len(files) == 3
    for file in files:
        assert (await call(app, "GET", file)).status == 200
    policy = page.headers["content-security-policy"]
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in f"{policy};"
    assert (await call(app, "GET", "/docs/files/..")).status == 404
    assert (
        "sha256-"
        in (await call(app, "GET", "/docs/oauth2-redirect")).headers["content-security-policy"]
    )


def test_a_page_without_scripts_may_have_none() -> None:
    """Nothing that slips into it would run."""
    policy = html_page("<p>text</p>").headers["content-security-policy"]
    assert "script-src 'none'" in policy
    assert "style-src 'none'" in policy
