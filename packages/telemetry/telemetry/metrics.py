"""Prometheus metrics: HTTP requests counted and timed at little cost, and rendering.

Finding the child of a labelled metric costs more than counting, so children are kept at hand.
Other parts declare their own metrics against the default registry of `prometheus_client`.
"""

from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics import Counter, Histogram

__all__ = ["HttpMetrics", "render_metrics"]

_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_MAX_CHILDREN: Final = 5_000


class HttpMetrics:
    """`http_requests_total` and `http_request_duration_seconds` of one server.

    Args:
        registry: Where the metrics live; one instance per registry.
    """

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._requests = Counter(
            "http_requests",
            "HTTP requests served.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._durations = Histogram(
            "http_request_duration_seconds",
            "Time from a request's head to the end of its response.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=registry,
        )
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count and time one request.

        Args:
            method: Request method; unusual ones are counted together.
            route: Template of the route, never a path: paths are without number.
            status: Status of the response.
            seconds: How long it took.
        """
        found = self._children.get((method, route, status))
        counter, histogram = found or self._child(method, route, status)
        counter.inc()
        histogram.observe(seconds)

    def _child(self, method: str, route: str, status: int) -> tuple[Counter, Histogram]:
        key = (method, route, status)
        if method not in _METHODS:
            method = "other"
        child = (
            self._requests.labels(method, route, str(status)),
            self._durations.labels(method, route),
        )
        if len(self._children) < _MAX_CHILDREN:
            self._children[key] = child
        return child


def render_metrics(registry: CollectorRegistry = REGISTRY) -> tuple[bytes, str]:
    """Return the body and the content type of a `/metrics` response."""
    return generate_latest(registry), CONTENT_TYPE_LATEST
