"""Lets nobody in but our own services, and each of them only where it has business."""

import json
import logging
from http import HTTPStatus
from typing import Final

from signed_tokens import InvalidTokenError, ServiceTokenVerifier
from starlette.types import ASGIApp, Receive, Scope, Send
from telemetry.request_context import current_context

from service_access.access_table import FREE_PATH, AccessTable
from service_access.callers import CALLER_SCOPE_KEY

__all__ = ["ServiceAccessMiddleware"]

_LOG = logging.getLogger("service_access")
_DETAILS: Final = {
    401: ("unauthenticated", "A valid service token is needed."),
    403: ("operation_not_allowed", "This service has no business here."),
    404: ("not_found", "There is nothing here."),
    405: ("method_not_allowed", "This path does not know this method."),
}


class ServiceAccessMiddleware:
    """Pure ASGI middleware; everything but `/health` needs a service token.

    A request that belongs to no declared route is answered here and reaches no endpoint.

    Args:
        app: What serves the requests that are let in.
        verifier: Tells who is calling.
        table: Tells who may call.
    """

    def __init__(self, app: ASGIApp, *, verifier: ServiceTokenVerifier, table: AccessTable) -> None:
        self._app = app
        self._verifier = verifier
        self._table = table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        kind = scope["type"]
        if kind == "lifespan" or (kind == "http" and scope["path"] == FREE_PATH):
            await self._app(scope, receive, send)
            return
        if kind != "http":
            return  # no websocket is served; uvicorn then refuses the handshake
        try:
            caller = self._verifier.caller(_authorization(scope))
        except InvalidTokenError as error:
            _LOG.warning("a request without a valid service token was refused: %s", error.reason)
            await _refuse(scope, send, 401, (b"www-authenticate", b'Bearer realm="services"'))
            return
        allowed = self._table.callers_of(scope["method"], scope["path"])
        if allowed is None:
            await self._refuse_unknown(scope, send)
        elif caller not in allowed:
            _LOG.warning("%s may not call %s %s", caller, scope["method"], ascii(scope["path"]))
            await _refuse(scope, send, 403)
        else:
            scope[CALLER_SCOPE_KEY] = caller
            await self._app(scope, receive, send)

    async def _refuse_unknown(self, scope: Scope, send: Send) -> None:
        methods = self._table.methods_of(scope["path"])
        if methods:
            await _refuse(scope, send, 405, (b"allow", ", ".join(methods).encode("ascii")))
        else:
            await _refuse(scope, send, 404)


def _authorization(scope: Scope) -> bytes:
    found = [value for name, value in scope["headers"] if name == b"authorization"]
    if len(found) != 1:
        raise InvalidTokenError("no header Authorization, or several")
    value: bytes = found[0]
    return value


async def _refuse(scope: Scope, send: Send, status: int, *headers: tuple[bytes, bytes]) -> None:
    code, detail = _DETAILS[status]
    body = json.dumps(
        {
            "type": f"urn:quintet:problem:{code}",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "code": code,
            "instance": scope["path"],
            "request_id": current_context().request_id,
            "errors": [],
        }
    ).encode("ascii")
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", b"application/problem+json"),
                (b"content-length", b"%d" % len(body)),
                (b"cache-control", b"no-store"),
                *headers,
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
