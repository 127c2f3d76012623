"""The one telemetry middleware of an HTTP server: ids, trace, metrics and the access line.

Pure ASGI, because Starlette's BaseHTTPMiddleware costs more than all of this together.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Final

from telemetry.logs import get_logger
from telemetry.metrics import HttpMetrics
from telemetry.propagation import (
    is_sampled,
    is_valid_request_id,
    is_valid_traceparent,
    new_request_id,
    new_traceparent,
)
from telemetry.request_context import RequestContext, current_context, reset_context, set_context
from telemetry.route_template import route_template
from telemetry.traces import start_server_span, tracing_enabled

__all__ = ["TelemetryMiddleware"]

type Message = MutableMapping[str, object]
type Scope = MutableMapping[str, object]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_QUIET: Final = frozenset({"/health", "/ready", "/metrics"})
_CLIENT_GONE: Final = 499
_SERVER_ERROR: Final = 500
_LONGEST_USER_AGENT: Final = 255


class TelemetryMiddleware:
    """Binds the request context and reports the request; add it last, so that it is outermost.

    Args:
        app: What serves the request.
        metrics: Counts and times requests.
        sample_ratio: Share of traces begun here that are sampled, 0.0 to 1.0.
        trust_user_header: Believe `X-User-ID`; only for services that only ours can reach.
        log_requests: Write one line per request (probes are left out).
        client_of: Finds the address of the client in the scope of a request.
    """

    def __init__(
        self,
        app: AsgiApp,
        *,
        metrics: HttpMetrics,
        sample_ratio: float = 0.0,
        trust_user_header: bool = False,
        log_requests: bool = True,
        client_of: Callable[[Scope], str] | None = None,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._sample_ratio = sample_ratio
        self._trust_user_header = trust_user_header
        self._log_requests = log_requests
        self._client_of = client_of
        self._log = get_logger("http.access").bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        context = self._context_of(scope)
        token = set_context(context)
        try:
            if is_sampled(context.traceparent) and tracing_enabled():
                await self._serve_traced(scope, receive, send, started)
            else:
                await self._serve(scope, receive, send, started)
        finally:
            reset_context(token)

    async def _serve_traced(
        self, scope: Scope, receive: Receive, send: Send, started: float
    ) -> None:
        method, path = str(scope["method"]), str(scope["path"])
        with start_server_span(method, {"http.request.method": method, "url.path": path}) as span:
            status = await self._serve(scope, receive, send, started)
            span.set_attribute("http.route", route_template(scope))
            span.set_attribute("http.response.status_code", status)
            if status >= _SERVER_ERROR:
                span.set_failed(f"status {status}")

    async def _serve(self, scope: Scope, receive: Receive, send: Send, started: float) -> int:
        context = current_context()
        status = _CLIENT_GONE
        ids = [(b"x-request-id", context.request_id.encode("ascii"))]
        if context.traceparent is not None:
            ids.append((b"traceparent", context.traceparent.encode("ascii")))

        async def send_with_ids(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                number, headers = message["status"], message.get("headers", ())
                status = number if isinstance(number, int) else status
                message["headers"] = [*headers, *ids] if isinstance(headers, list) else ids
            await send(message)

        try:
            await self._app(scope, receive, send_with_ids)
        except BaseException:
            if status == _CLIENT_GONE:
                status = _SERVER_ERROR
            raise
        finally:
            self._report(scope, status, perf_counter() - started)
        return status

    def _report(self, scope: Scope, status: int, seconds: float) -> None:
        method, path = str(scope["method"]), str(scope["path"])
        route = route_template(scope)
        self._metrics.observe(method, route, status, seconds)
        if not self._log_requests or path in _QUIET:
            return
        log = self._log.warning if status >= _SERVER_ERROR else self._log.info
        log(
            "request",
            method=method,
            path=path,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 2),
            user_id=current_context().user_id,
        )

    def _context_of(self, scope: Scope) -> RequestContext:
        request_id = traceparent = user_id = None
        user_agent = ""
        headers = scope["headers"]
        for name, value in headers if isinstance(headers, list) else ():
            if name == b"x-request-id":
                request_id = value.decode("latin-1")
            elif name == b"traceparent":
                traceparent = value.decode("latin-1")
            elif name == b"x-user-id" and self._trust_user_header:
                user_id = value.decode("latin-1")
            elif name == b"user-agent":
                user_agent = value.decode("latin-1")
        if request_id is None or not is_valid_request_id(request_id):
            request_id = new_request_id()
        if traceparent is None or not is_valid_traceparent(traceparent):
            traceparent = new_traceparent(self._sample_ratio)
        if user_id is not None and not is_valid_request_id(user_id):
            user_id = None
        if not (user_agent.isprintable() and len(user_agent) <= _LONGEST_USER_AGENT):
            user_agent = _printable(user_agent)
        address = "" if self._client_of is None else self._client_of(scope)
        return RequestContext(request_id, user_id, traceparent, address, user_agent)


def _printable(text: str) -> str:
    """Return the beginning of a text, without what could drive a terminal or forge a line."""
    return "".join(c if c.isprintable() else "?" for c in text[:_LONGEST_USER_AGENT])
