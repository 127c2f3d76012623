"""Pure ASGI middleware: every request ends, and ends with an answer."""

import logging
from asyncio import CancelledError, current_task
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problem_details.overdue_watch import OverdueWatch
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
        self._watch = OverdueWatch(min((seconds, *self._longer.values())))

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

        task, path = current_task(), scope["path"]
        if task is not None:
            self._watch.enter(task, self._longer.get(path, self._seconds))
        try:
            await self._app(scope, receive, watched_send)
        except ClientDisconnect:
            _LOG.info("the client hung up before its request was complete")
        except (Exception, CancelledError) as error:
            if task is not None and self._watch.leave(task):
                _LOG.warning("a request took too long and was ended")
                response = _overdue(path)
            elif isinstance(error, CancelledError):
                raise
            else:
                _LOG.exception("unhandled error while serving a request")
                response = _failed(path)
            if started:  # the response is on its way; the server must cut it off
                raise RuntimeError("the response could not be completed") from error
            await response(scope, receive, send)
        finally:
            if task is not None:
                self._watch.leave(task)


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
