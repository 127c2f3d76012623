"""Spans for sampled requests, nothing at all for the others.

Whether a request is sampled is written in its `traceparent` before any span exists (see
`telemetry.propagation`), so an unsampled request pays for one look at one character. Spans are
made by the OpenTelemetry SDK and exported by OTLP over HTTP; both are imported only when an
endpoint is configured.

    with start_client_span("GET db_postgres_service") as span:
        response = await client.request(...)  # outgoing_headers() now name this span
        span.set_attribute("http.response.status_code", response.status)
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from telemetry.propagation import is_sampled
from telemetry.redaction import redact_mapping, redact_text
from telemetry.request_context import (
    RequestContext,
    current_context,
    reset_context,
    set_context,
)

if TYPE_CHECKING:
    from contextvars import Token

    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
    from opentelemetry.trace import Span, Tracer

__all__ = [
    "SpanScope",
    "configure_tracing",
    "shutdown_tracing",
    "start_client_span",
    "start_consumer_span",
    "start_internal_span",
    "start_producer_span",
    "start_server_span",
    "tracing_enabled",
]

type Attribute = str | int | float | bool


class SpanScope(Protocol):
    """What a `with start_…_span()` block can do with its span."""

    def set_attribute(self, name: str, value: Attribute) -> None:
        """Note a fact about the work."""

    def set_failed(self, reason: str) -> None:
        """Mark the work as failed, without an exception."""


class _NoSpan:
    """The span of an unsampled request."""

    __slots__ = ()

    def set_attribute(self, name: str, value: Attribute) -> None:
        """Do nothing."""

    def set_failed(self, reason: str) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None


class _RealSpan:
    """A span of the SDK, bound to the request context for the length of its block."""

    __slots__ = ("_span", "_token")

    def __init__(self, span: "Span") -> None:
        self._span = span
        self._token: Token[RequestContext | None] | None = None

    def set_attribute(self, name: str, value: Attribute) -> None:
        for key, shown in _shown({name: value}).items():
            self._span.set_attribute(key, shown)

    def set_failed(self, reason: str) -> None:
        from opentelemetry.trace import StatusCode  # noqa: PLC0415  only with tracing

        self._span.set_status(StatusCode.ERROR, redact_text(reason))

    def __enter__(self) -> Self:
        context = current_context()
        ids = self._span.get_span_context()
        traceparent = f"00-{ids.trace_id:032x}-{ids.span_id:016x}-01"
        self._token = set_context(replace(context, traceparent=traceparent))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._token is not None:
            reset_context(self._token)
        if error is not None:
            # The class only: messages may hold personal data.
            self.set_failed(type(error).__name__)
        self._span.end()


class _Tracing:
    """The tracing of this process; off until configured."""

    def __init__(self) -> None:
        self.provider: TracerProvider | None = None
        self.tracer: Tracer | None = None


_NO_SPAN = _NoSpan()
_tracing = _Tracing()


def configure_tracing(
    service: str,
    otlp_endpoint: str | None,
    *,
    processor: "SpanProcessor | None" = None,
) -> None:
    """Turn on spans for sampled requests; without an endpoint and a processor they stay off.

    Args:
        service: Name of the service in the traces.
        otlp_endpoint: Base URL of an OTLP/HTTP collector, for example `http://127.0.0.1:4318`.
        processor: Takes the spans instead of the exporter, for tests.
    """
    if otlp_endpoint is None and processor is None:
        return
    # Imported here: the SDK takes a tenth of a second that most starts need not pay.
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415  see above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415  see above
    from opentelemetry.sdk.trace.sampling import ALWAYS_ON  # noqa: PLC0415  see above

    # Never made the global provider: FastAPI would then instrument every request by itself.
    provider = TracerProvider(
        sampler=ALWAYS_ON,
        resource=Resource.create({"service.name": service}),
        shutdown_on_exit=False,
    )
    provider.add_span_processor(processor or _exporting_processor(otlp_endpoint or ""))
    _tracing.provider = provider
    _tracing.tracer = provider.get_tracer("quintet")


def _exporting_processor(endpoint: str) -> "SpanProcessor":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415  as above
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415  as above

    url = endpoint if endpoint.endswith("/v1/traces") else f"{endpoint.rstrip('/')}/v1/traces"
    return BatchSpanProcessor(OTLPSpanExporter(endpoint=url, timeout=5))


def shutdown_tracing() -> None:
    """Export what is left and turn tracing off; blocks for up to a few seconds."""
    provider, _tracing.provider, _tracing.tracer = _tracing.provider, None, None
    if provider is not None:
        provider.shutdown()


def tracing_enabled() -> bool:
    """Tell whether sampled requests get spans in this process."""
    return _tracing.tracer is not None


type _Scope = AbstractContextManager[SpanScope]
type _Attributes = Mapping[str, Attribute] | None


def start_server_span(name: str, attributes: _Attributes = None) -> _Scope:
    """Span of a request served; its parent is the traceparent of the current context."""
    return _start(name, "SERVER", attributes)


def start_client_span(name: str, attributes: _Attributes = None) -> _Scope:
    """Span of a call to another process."""
    return _start(name, "CLIENT", attributes)


def start_producer_span(name: str, attributes: _Attributes = None) -> _Scope:
    """Span of handing a message to the broker."""
    return _start(name, "PRODUCER", attributes)


def start_consumer_span(name: str, attributes: _Attributes = None) -> _Scope:
    """Span of a message consumed; bind the message's context first."""
    return _start(name, "CONSUMER", attributes)


def start_internal_span(name: str, attributes: _Attributes = None) -> _Scope:
    """Span of work inside this process."""
    return _start(name, "INTERNAL", attributes)


def _start(name: str, kind: str, attributes: _Attributes) -> _Scope:
    tracer = _tracing.tracer
    parent = current_context().traceparent
    if tracer is None or parent is None or not is_sampled(parent):
        return _NO_SPAN
    from opentelemetry import trace  # noqa: PLC0415  only with tracing
    from opentelemetry.context import Context  # noqa: PLC0415  only with tracing

    remote = trace.SpanContext(
        trace_id=int(parent[3:35], 16),
        span_id=int(parent[36:52], 16),
        is_remote=True,
        trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED),
    )
    above = trace.set_span_in_context(trace.NonRecordingSpan(remote), Context())
    shown = _shown(attributes or {})
    return _RealSpan(tracer.start_span(redact_text(name), above, trace.SpanKind[kind], shown))


def _shown(attributes: Mapping[str, Attribute]) -> dict[str, Attribute]:
    safe = redact_mapping(attributes)
    return {key: value for key, value in safe.items() if isinstance(value, str | int | float)}
