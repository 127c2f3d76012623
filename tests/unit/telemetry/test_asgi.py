"""The telemetry middleware around a small ASGI application."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import CollectorRegistry
from telemetry.asgi import AsgiApp, Message, Receive, Scope, Send, TelemetryMiddleware
from telemetry.metrics import HttpMetrics
from telemetry.request_context import RequestContext, bind_user, current_context
from telemetry.traces import configure_tracing, shutdown_tracing

type Lines = Callable[[], list[dict[str, object]]]

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@dataclass
class Route:
    """As much of a route as the middleware looks at."""

    path: str


@dataclass
class Exchange:
    """What one request saw and got."""

    context: RequestContext = field(default_factory=lambda: RequestContext("none"))
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)


def wrap(
    app: AsgiApp, *, sample_ratio: float = 0.0, trust_user_header: bool = False
) -> tuple[TelemetryMiddleware, CollectorRegistry]:
    """Return the middleware around an application, and its metrics."""
    registry = CollectorRegistry()
    middleware = TelemetryMiddleware(
        app,
        metrics=HttpMetrics(registry),
        sample_ratio=sample_ratio,
        trust_user_header=trust_user_header,
    )
    return middleware, registry


async def call(
    app: AsgiApp, path: str = "/orders/42", headers: list[tuple[bytes, bytes]] | None = None
) -> Exchange:
    """Send one GET through an ASGI application."""
    exchange = Exchange()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            status, given = message["status"], message["headers"]
            assert isinstance(status, int)
            assert isinstance(given, list)
            exchange.status = status
            exchange.headers = dict(given)

    scope: Scope = {"type": "http", "method": "GET", "path": path, "headers": headers or []}
    scope["exchange"] = exchange
    await app(scope, receive, send)
    return exchange


async def plain(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer 200 and note the context."""
    exchange = scope["exchange"]
    assert isinstance(exchange, Exchange)
    exchange.context = current_context()
    scope["route"] = Route("/orders/{order_id}")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]})
    await send({"type": "http.response.body", "body": b""})


async def test_accepts_and_returns_the_callers_ids() -> None:
    """Request id and trace go in, around and out."""
    middleware, _ = wrap(plain)
    headers = [(b"x-request-id", b"r-1"), (b"traceparent", TRACEPARENT.encode())]
    exchange = await call(middleware, headers=headers)
    assert exchange.context == RequestContext("r-1", None, TRACEPARENT)
    assert exchange.headers[b"x-request-id"] == b"r-1"
    assert exchange.headers[b"traceparent"] == TRACEPARENT.encode()
    assert exchange.headers[b"a"] == b"b"


@pytest.mark.parametrize("bad", [b"", b"a b", b"x" * 129, b"\xff", b"\x1b[31m"])
async def test_replaces_unusable_ids(bad: bytes) -> None:
    """What could hurt a log or a header is replaced, not repeated."""
    middleware, _ = wrap(plain)
    exchange = await call(middleware, headers=[(b"x-request-id", bad), (b"traceparent", bad)])
    assert len(exchange.context.request_id) == 32
    assert len(exchange.headers[b"traceparent"]) == 55


async def test_believes_the_user_header_only_when_told_to() -> None:
    """At the public edge anybody could send it."""
    headers = [(b"x-user-id", b"u1")]
    public, _ = wrap(plain)
    inner, _ = wrap(plain, trust_user_header=True)
    assert (await call(public, headers=headers)).context.user_id is None
    assert (await call(inner, headers=headers)).context.user_id == "u1"
    assert (await call(inner, headers=[(b"x-user-id", b"a b")])).context.user_id is None


async def test_counts_by_route_template(lines: Lines) -> None:
    """The metric and the line name the template; the line also the path and the user."""

    async def authenticated(scope: Scope, receive: Receive, send: Send) -> None:
        bind_user("u7")
        await plain(scope, receive, send)

    middleware, registry = wrap(authenticated)
    await call(middleware)
    labels = {"method": "GET", "route": "/orders/{order_id}", "status": "200"}
    assert registry.get_sample_value("http_requests_total", labels) == 1
    line = lines()[0]
    assert (line["event"], line["path"], line["status"]) == ("request", "/orders/42", 200)
    assert (line["route"], line["user_id"]) == ("/orders/{order_id}", "u7")


async def test_probes_are_not_logged(lines: Lines) -> None:
    """Every few seconds a probe: that is no news."""
    middleware, registry = wrap(plain)
    await call(middleware, "/ready")
    assert lines() == []
    assert registry.get_sample_value(
        "http_requests_total", {"method": "GET", "route": "/orders/{order_id}", "status": "200"}
    )


async def test_an_escaping_exception_counts_as_500(lines: Lines) -> None:
    """The exception goes on to the server, and the books are right."""

    async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError

    middleware, registry = wrap(broken)
    with pytest.raises(RuntimeError):
        await call(middleware)
    labels = {"method": "GET", "route": "unmatched", "status": "500"}
    assert registry.get_sample_value("http_requests_total", labels) == 1
    assert lines()[0]["level"] == "warning"


async def test_a_forged_path_stays_one_harmless_line(lines: Lines) -> None:
    """Percent-decoded line breaks and escapes in a path are made visible."""
    middleware, _ = wrap(plain)
    await call(middleware, "/x\r\n\x1b[31m")
    assert lines()[0]["path"] == r"/x\r\n\x1b[31m"


async def test_sampled_requests_get_a_server_span() -> None:
    """The response and the inner context name the span."""
    exporter = InMemorySpanExporter()
    configure_tracing("test_service", None, processor=SimpleSpanProcessor(exporter))
    try:
        middleware, _ = wrap(plain)
        exchange = await call(middleware, headers=[(b"traceparent", TRACEPARENT.encode())])
        await call(middleware)
    finally:
        shutdown_tracing()
    (span,) = exporter.get_finished_spans()
    assert exchange.headers[b"traceparent"][36:52] == b"%016x" % span.context.span_id
    assert exchange.context.traceparent == exchange.headers[b"traceparent"].decode()
    assert dict(span.attributes or {})["http.route"] == "/orders/{order_id}"


async def test_the_ratio_samples_traces_that_begin_here() -> None:
    """At 1.0 every new trace is sampled, also for those who come after."""
    middleware, _ = wrap(plain, sample_ratio=1.0)
    assert (await call(middleware)).headers[b"traceparent"].endswith(b"-01")


async def test_other_scopes_pass_through() -> None:
    """Lifespan events are not requests."""
    seen: list[object] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def unused() -> Message:
        return {}

    async def ignore(_message: Message) -> None:
        """Take anything."""

    middleware, _ = wrap(app)
    await middleware({"type": "lifespan"}, unused, ignore)
    assert seen == ["lifespan"]


async def test_context_does_not_leak_out_of_the_request() -> None:
    """After the request the caller's context is what it was."""
    before = current_context()
    middleware, _ = wrap(plain)
    await call(middleware)
    assert current_context() is before
