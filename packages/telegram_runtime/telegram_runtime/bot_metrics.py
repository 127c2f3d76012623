"""What the bot counts and times, for Prometheus."""

from functools import cache
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.metrics import Counter, Gauge, Histogram

_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.5, 10.0, 60.0)


class BotMetrics:
    """Metrics of the bot; one instance for a registry, see `bot_metrics`.

    Args:
        registry: Where they live.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._updates = Counter(
            "bot_updates", "Updates by what became of them.", ("kind", "outcome"), registry=registry
        )
        self._seconds = Histogram(
            "bot_update_seconds",
            "Time from an update's turn to its last answer.",
            ("kind",),
            buckets=_BUCKETS,
            registry=registry,
        )
        self._calls = Counter(
            "bot_telegram_calls",
            "Calls of the Bot API by how they ended.",
            ("method", "outcome"),
            registry=registry,
        )
        self.flood_waits = Counter(
            "bot_flood_waits", "Times that Telegram told us to wait.", registry=registry
        )
        self.superseded_edits = Counter(
            "bot_superseded_edits", "Edits not sent, a later one waited.", registry=registry
        )
        self.outgoing_waiting = Gauge(
            "bot_outgoing_waiting", "Calls that wait for their pace.", ("lane",), registry=registry
        )

    def update_handled(self, kind: str, outcome: str, seconds: float) -> None:
        """Counts one attempt at an update."""
        self._updates.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def called(self, method: str, outcome: str) -> None:
        """Counts one call of the Bot API."""
        self._calls.labels(method, outcome).inc()


@cache
def bot_metrics() -> BotMetrics:
    """The metrics of this process."""
    return BotMetrics(REGISTRY)
