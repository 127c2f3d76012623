"""A tiny ASGI application with /health, /ready and /metrics, for processes without FastAPI.

The same object answers inside a FastAPI application through `HealthMiddleware`, so that all five
processes speak alike.
"""

import json
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from service_runtime.health import HealthRegistry

__all__ = ["HealthApp", "HealthMiddleware"]

type MetricsRenderer = Callable[[], tuple[bytes, str]]

_JSON = "application/json"
_PROBLEM = "application/problem+json"


class HealthApp:
    """Serves the three probe paths and answers 404 to anything else.

    Args:
        health: The checks of this process.
        render_metrics: Returns the body and content type of `/metrics`.
    """

    PATHS = frozenset({"/health", "/ready", "/metrics"})

    def __init__(self, health: HealthRegistry, render_metrics: MetricsRenderer) -> None:
        self._health = health
        self._render_metrics = render_metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; lifespan events are accepted and mean nothing."""
        if scope["type"] == "lifespan":
            await _accept_lifespan(receive, send)
            return
        if scope["type"] != "http":
            return
        status, body, media_type = await self.answer(scope["method"], scope["path"])
        headers = [
            (b"content-type", media_type.encode("ascii")),
            (b"content-length", str(len(body)).encode("ascii")),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def answer(self, method: str, path: str) -> tuple[int, bytes, str]:
        """Return status, body and media type for whoever serves by other means than ASGI."""
        if path not in self.PATHS:
            return 404, _problem(404, "not_found", path), _PROBLEM
        if method not in {"GET", "HEAD"}:
            return 405, _problem(405, "method_not_allowed", path), _PROBLEM
        if path == "/metrics":
            body, media_type = self._render_metrics()
            return 200, body, media_type
        if path == "/health":
            return 200, json.dumps(self._health.alive()).encode(), _JSON
        is_ready, report = await self._health.ready()
        return 200 if is_ready else 503, json.dumps(report).encode(), _JSON


class HealthMiddleware:
    """Pure ASGI middleware that lets `HealthApp` answer its paths before the application does.

    Probes then cost no routing, no authentication and no rate limit.
    """

    def __init__(self, app: ASGIApp, health_app: HealthApp) -> None:
        self._app = app
        self._health_app = health_app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"] in HealthApp.PATHS:
            await self._health_app(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _problem(status: int, code: str, path: str) -> bytes:
    return json.dumps(
        {
            "type": f"urn:quintet:problem:{code}",
            "title": code.replace("_", " ").capitalize(),
            "status": status,
            "detail": "Served here: /health, /ready, /metrics.",
            "code": code,
            "instance": path,
            "errors": [],
        }
    ).encode("ascii")


async def _accept_lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return
