"""Pure ASGI middleware: no page of another origin acts in the sandbox.

The sandbox asks nobody who they are. A page that a developer happens to look at could still send
forms to this machine; browsers tell where such a request comes from.
"""

from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

_ELSEWHERE: Final = frozenset({b"cross-site", b"same-site"})
_BODY: Final = b'{"detail":"pages of other origins may not act here"}'


class SameOriginGuard:
    """Refuses what browsers send for pages of other origins, links to the page itself excepted.

    Args:
        app: What serves the request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] == "/" or not _comes_from_elsewhere(scope):
            await self._app(scope, receive, send)
            return
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(_BODY)).encode("ascii")),
        ]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": _BODY})


def _comes_from_elsewhere(scope: Scope) -> bool:
    return any(
        name == b"sec-fetch-site" and value in _ELSEWHERE for name, value in scope["headers"]
    )
