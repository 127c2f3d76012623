"""HEAD, which RFC 9110 wants wherever GET is."""

from collections.abc import Awaitable

from starlette.types import ASGIApp, Receive, Scope, Send

_FOUND_BY_ROUTING = ("route", "route_template", "fastapi", "endpoint", "path_params")


class HeadRequestsMiddleware:
    """Answers HEAD as GET; the server leaves the body out, since it knows what was asked.

    Args:
        app: What serves GET.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Serves one request; whatever is not HEAD passes without a coroutine in between."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            return self._app(scope, receive, send)
        return self._serve_head(scope, receive, send)

    async def _serve_head(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, send)
        finally:
            # Telemetry, outside of this, names the request by its route.
            scope.update({name: asked[name] for name in _FOUND_BY_ROUTING if name in asked})
