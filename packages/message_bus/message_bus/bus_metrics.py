"""What the bus counts and times, for Prometheus."""

from functools import cache
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.metrics import Counter, Gauge, Histogram

__all__ = ["BusMetrics", "ConsumerMetrics", "bus_metrics"]

_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0)


class BusMetrics:
    """Metrics of all publishers and consumers of a process; see `bus_metrics`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.published = Counter(
            "bus_messages_published",
            "Messages that the broker confirmed.",
            registry=registry,
        )
        self.publish_failures = Counter(
            "bus_publish_failures",
            "Messages that were not confirmed, by error.",
            ("error",),
            registry=registry,
        )
        self.handled = Counter(
            "bus_messages_handled", "Messages handled.", ("consumer",), registry=registry
        )
        self.failed = Counter(
            "bus_messages_failed", "Failed attempts.", ("consumer", "error"), registry=registry
        )
        self.retried = Counter(
            "bus_messages_retried",
            "Messages sent to a rung of the retry ladder.",
            ("consumer",),
            registry=registry,
        )
        self.dead_lettered = Counter(
            "bus_messages_dead_lettered",
            "Messages given up, by reason.",
            ("consumer", "reason"),
            registry=registry,
        )
        self.processing = Histogram(
            "bus_processing_seconds",
            "Time in the handler, of one message or one batch.",
            ("consumer",),
            buckets=_BUCKETS,
            registry=registry,
        )
        self.in_flight = Gauge(
            "bus_messages_in_flight",
            "Messages being handled now.",
            ("consumer",),
            registry=registry,
        )

    def of_consumer(self, consumer: str) -> "ConsumerMetrics":
        """Return the metrics of one consumer."""
        return ConsumerMetrics(self, consumer)


class ConsumerMetrics:
    """The metrics of one consumer, their labels looked up once."""

    def __init__(self, metrics: BusMetrics, consumer: str) -> None:
        self._metrics = metrics
        self._consumer = consumer
        self.handled = metrics.handled.labels(consumer)
        self.retried = metrics.retried.labels(consumer)
        self.processing = metrics.processing.labels(consumer)
        self.in_flight = metrics.in_flight.labels(consumer)

    def failed(self, error: Exception) -> None:
        """Count a failed attempt."""
        self._metrics.failed.labels(self._consumer, type(error).__name__).inc()

    def dead_lettered(self, reason: str) -> None:
        """Count a message that is given up."""
        self._metrics.dead_lettered.labels(self._consumer, reason).inc()


@cache
def bus_metrics(registry: CollectorRegistry = REGISTRY) -> BusMetrics:
    """Return the metrics of a registry, made on first use."""
    return BusMetrics(registry)
