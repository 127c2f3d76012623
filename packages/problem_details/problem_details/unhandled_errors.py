"""Pure ASGI middleware: the last resort for an exception nobody mapped."""

import logging

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problem_details.problem_response import problem_response

__all__ = ["UnhandledErrorsMiddleware"]

_LOG = logging.getLogger("problem_details")


class UnhandledErrorsMiddleware:
    """Answers 500 `internal_error` without a word about the cause, and logs the cause.

    Starlette's own handler sits outside all other middleware and raises again, so that access
    logs and metrics never see the status; this one sits inside of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

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

        try:
            await self._app(scope, receive, watched_send)
        except ClientDisconnect:
            _LOG.info("the client hung up before its request was complete")
        except Exception:
            _LOG.exception("unhandled error while serving a request")
            if started:
                raise  # the response is already on its way; the server must cut it off
            response = problem_response(
                500,
                "internal_error",
                "The request could not be completed; quote the request id when you report it.",
                instance=scope["path"],
            )
            await response(scope, receive, send)
