"""Requests counted and timed."""

from prometheus_client import CollectorRegistry
from telemetry.metrics import HttpMetrics, render_metrics


def test_counts_and_times_by_route_and_status() -> None:
    """One counter per method, route and status; one histogram per method and route."""
    registry = CollectorRegistry()
    metrics = HttpMetrics(registry)
    metrics.observe("GET", "/orders/{order_id}", 200, 0.004)
    metrics.observe("GET", "/orders/{order_id}", 200, 0.004)
    metrics.observe("GET", "/orders/{order_id}", 404, 0.001)
    labels = {"method": "GET", "route": "/orders/{order_id}"}
    count = registry.get_sample_value
    assert count("http_requests_total", {**labels, "status": "200"}) == 2
    assert count("http_requests_total", {**labels, "status": "404"}) == 1
    assert count("http_request_duration_seconds_count", labels) == 3
    assert count("http_request_duration_seconds_bucket", {**labels, "le": "0.0025"}) == 1


def test_unusual_methods_share_a_label() -> None:
    """A client cannot fill the memory with invented methods."""
    registry = CollectorRegistry()
    metrics = HttpMetrics(registry)
    metrics.observe("BREW", "unmatched", 405, 0.001)
    labels = {"method": "other", "route": "unmatched", "status": "405"}
    assert registry.get_sample_value("http_requests_total", labels) == 1


def test_renders_the_prometheus_text_format() -> None:
    """Body and content type are ready for `/metrics`."""
    registry = CollectorRegistry()
    HttpMetrics(registry).observe("GET", "/x", 200, 0.001)
    body, media_type = render_metrics(registry)
    assert b'http_requests_total{method="GET",route="/x",status="200"} 1.0' in body
    assert media_type.startswith("text/plain")
