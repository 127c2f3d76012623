"""Spans for the sampled, nothing for the others."""

from collections.abc import Iterator
from secrets import token_hex

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from telemetry.propagation import new_traceparent
from telemetry.request_context import RequestContext, bind_context, current_context
from telemetry.traces import (
    configure_tracing,
    shutdown_tracing,
    start_client_span,
    start_consumer_span,
    start_internal_span,
    start_producer_span,
    start_server_span,
    tracing_enabled,
)

SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Turn tracing on, into memory."""
    exporter = InMemorySpanExporter()
    configure_tracing("test_service", None, processor=SimpleSpanProcessor(exporter))
    yield exporter
    shutdown_tracing()


def test_spans_form_a_tree_that_continues_the_callers_trace(spans: InMemorySpanExporter) -> None:
    """Server below the caller, client below the server, and the headers name the client."""
    with bind_context(RequestContext("r1", "u1", SAMPLED)):
        with start_server_span("GET", {"http.route": "/x"}), start_client_span("hop"):
            outgoing = current_context()
        assert current_context().traceparent == SAMPLED
    client, server = spans.get_finished_spans()
    assert server.parent is not None
    assert f"{server.parent.span_id:016x}" == SAMPLED[36:52]
    assert client.parent is not None
    assert client.parent.span_id == server.context.span_id
    assert outgoing.traceparent == f"00-{SAMPLED[3:35]}-{client.context.span_id:016x}-01"
    assert (outgoing.request_id, outgoing.user_id) == ("r1", "u1")
    assert dict(server.attributes or {}) == {"http.route": "/x"}


def test_each_kind_of_work_has_its_kind_of_span(spans: InMemorySpanExporter) -> None:
    """Producer, consumer and internal spans are told apart."""
    with bind_context(RequestContext("r1", None, SAMPLED)):
        for start in (start_producer_span, start_consumer_span, start_internal_span):
            with start("work"):
                pass
    kinds = [span.kind.name for span in spans.get_finished_spans()]
    assert kinds == ["PRODUCER", "CONSUMER", "INTERNAL"]


def test_unsampled_requests_make_no_span(spans: InMemorySpanExporter) -> None:
    """The decision was taken before."""
    unsampled = new_traceparent(0.0)
    with (
        bind_context(RequestContext("r1", None, unsampled)),
        start_server_span("GET") as span,
    ):
        span.set_attribute("a", 1)
        span.set_failed("no matter")
        assert current_context().traceparent == unsampled
    assert spans.get_finished_spans() == ()


def test_failed_work_names_the_class_of_the_error_only(spans: InMemorySpanExporter) -> None:
    """Messages may hold personal data."""
    with (
        bind_context(RequestContext("r1", None, SAMPLED)),
        pytest.raises(KeyError),
        start_server_span("GET"),
    ):
        raise KeyError("jane@example.com")
    span = spans.get_finished_spans()[0]
    assert span.status.status_code is StatusCode.ERROR
    assert span.status.description == "KeyError"
    assert "jane" not in span.to_json()


def test_without_an_endpoint_tracing_stays_off() -> None:
    """Sampled requests of others pass through without a span."""
    configure_tracing("test_service", None)
    assert not tracing_enabled()
    with (
        bind_context(RequestContext("r1", None, SAMPLED)),
        start_client_span("x") as span,
    ):
        span.set_attribute("a", 1)
        assert current_context().traceparent == SAMPLED
    shutdown_tracing()


def test_an_endpoint_turns_tracing_on() -> None:
    """The exporter is made, and shutting down without spans needs no collector."""
    configure_tracing("test_service", "http://127.0.0.1:1")
    assert tracing_enabled()
    shutdown_tracing()
    assert not tracing_enabled()


def test_spans_tell_no_canary(spans: InMemorySpanExporter) -> None:
    """Not by name, attribute or status."""
    canary = f"canary_{token_hex(16)}"
    url = f"amqp://shop:{canary}@127.0.0.1/"
    with (
        bind_context(RequestContext("r1", None, SAMPLED)),
        start_client_span(f"GET {url}", {"http.url": url, "password": canary}) as span,
    ):
        span.set_attribute("db.statement", f"password={canary}")
        span.set_attribute("client_secret", canary)
        span.set_failed(f"Bearer {canary}")
    (made,) = spans.get_finished_spans()
    assert "client_secret" in dict(made.attributes or {})
    assert canary not in made.to_json()
