"""HEAD, which RFC 9110 wants wherever GET is."""

from starlette.types import ASGIApp, Receive, Scope, Send

_FOUND_BY_ROUTING = ("route", "route_template", "fastapi", "endpoint", "path_params")


class HeadRequestsMiddleware:
    """Answers HEAD as GET; the server leaves the body out, since it knows what was asked.

    Args:
        app: What serves GET.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, send)
        finally:
            # Telemetry, outside of this, names the request by its route.
            scope.update({name: asked[name] for name in _FOUND_BY_ROUTING if name in asked})
