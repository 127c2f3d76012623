"""Pure ASGI middleware: every request ends, and ends with an answer."""

import asyncio
import logging
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problem_details.problem_response import problem_response

__all__ = ["RequestEndingMiddleware"]

_LOG = logging.getLogger("problem_details")


class RequestEndingMiddleware:
    """Answers 503 `request_timed_out` for work that takes too long, and 500 for what nobody mapped.

    A write that was ended may have been carried out all the same, as with any lost answer: clients
    repeat it with its idempotency key. `internal_error` says no word about its cause, which is
    logged. A response under way is cut off.

    Starlette's own handler sits outside all other middleware and raises again, so that access
    logs and metrics never see the status; this one sits inside of them.

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

        deadline = asyncio.timeout(self._longer.get(scope["path"], self._seconds))
        try:
            async with deadline:
                await self._app(scope, receive, watched_send)
        except ClientDisconnect:
            _LOG.info("the client hung up before its request was complete")
        except Exception as error:
            is_overdue = isinstance(error, TimeoutError) and deadline.expired()
            if is_overdue:
                _LOG.warning("a request took too long and was ended")
            else:
                _LOG.exception("unhandled error while serving a request")
            if started:
                raise  # the response is already on its way; the server must cut it off
            response = _overdue(scope["path"]) if is_overdue else _failed(scope["path"])
            await response(scope, receive, send)


def _overdue(path: str) -> Response:
    return problem_response(
        503,
        "request_timed_out",
        "The request took too long; it may have been carried out.",
        instance=path,
        headers={"Retry-After": "1", "Connection": "close"},
    )


def _failed(path: str) -> Response:
    return problem_response(
        500,
        "internal_error",
        "The request could not be completed; quote the request id when you report it.",
        instance=path,
    )
