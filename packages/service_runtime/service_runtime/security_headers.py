"""Pure ASGI middleware: the headers that tell browsers and caches what not to do.

Everything is precomputed. A response may bring a policy of its own for content (a page) and for
caches (public data); what was asked with a token is never stored, whatever the response says.
"""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["PAGE_HEADERS", "SECURITY_HEADERS", "SecurityHeadersMiddleware"]

SECURITY_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
PAGE_HEADERS: Final = (
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""Browsers heed them for documents only: on the answers of an API they cost and protect nothing."""
_HSTS: Final = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
_NOTHING: Final = (
    b"content-security-policy",
    b"default-src 'none'; frame-ancestors 'none'",
)
_NOT_STORED: Final = (b"cache-control", b"no-store")


class SecurityHeadersMiddleware:
    """Adds them to every response, errors included; only telemetry stands further out.

    It also adds `scope["response_headers"]`, where those further in leave headers for whatever
    the response will be.

    Args:
        app: What serves the request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._plain = [*SECURITY_HEADERS]
        self._secure = [*SECURITY_HEADERS, _HSTS]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        left_inside: list[tuple[bytes, bytes]] = []
        scope["response_headers"] = left_inside
        fixed = self._secure if scope["scheme"] == "https" else self._plain

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *left_inside, *fixed]
                message["headers"] = _with_policies(headers, scope)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _with_policies(headers: list[tuple[bytes, bytes]], scope: Scope) -> list[tuple[bytes, bytes]]:
    is_page = names_caching = False
    for name, _ in headers:
        if name == b"content-security-policy":  # only a page has a policy of its own
            is_page = True
        elif name == b"cache-control":
            names_caching = True
    if is_page:
        headers.extend(PAGE_HEADERS)
    else:
        headers.append(_NOTHING)
    if not names_caching:
        headers.append(_NOT_STORED)
    elif any(name == b"authorization" for name, _ in scope["headers"]):
        headers = [header for header in headers if header[0] != _NOT_STORED[0]]
        headers.append(_NOT_STORED)
    return headers
