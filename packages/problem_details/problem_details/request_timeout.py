"""Pure ASGI middleware: no request is worked on for ever."""

import asyncio
import logging
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problem_details.problem_response import problem_response

__all__ = ["RequestTimeoutMiddleware"]

_LOG = logging.getLogger("problem_details")


class RequestTimeoutMiddleware:
    """Ends work that takes too long and answers 503 `request_timed_out`.

    A write may have been carried out all the same, as with any lost answer: clients repeat it with
    its idempotency key. A response under way is cut off.

    Args:
        app: What serves the request.
        seconds: Most time for one request, waiting for a slow reader included.
        longer: Paths whose work may take longer by its nature, and how long.
    """

    def __init__(
        self, app: ASGIApp, *, seconds: float = 30.0, longer: Mapping[str, float] | None = None
    ) -> None:
        self._app = app
        self._seconds = seconds
        self._longer = longer or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        seconds = self._longer.get(scope["path"], self._seconds)
        deadline = asyncio.timeout(seconds)
        try:
            async with deadline:
                await self._app(scope, receive, watched_send)
        except TimeoutError:
            if not deadline.expired() or started:
                raise
            _LOG.warning("a request took more than %s s and was ended", seconds)
            response = problem_response(
                503,
                "request_timed_out",
                "The request took too long; it may have been carried out.",
                instance=scope["path"],
                headers={"Retry-After": "1", "Connection": "close"},
            )
            await response(scope, receive, send)
