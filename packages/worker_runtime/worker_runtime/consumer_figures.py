"""How busy each consumer is: its backlog, what it has handled, and how long that took."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from message_bus.bus_metrics import BusMetrics

from worker_runtime.read_backlog import ReadBacklog

_QUANTILE = 0.95

type Figures = dict[str, str | float | None]


@dataclass(slots=True)
class _Times:
    """One consumer's histogram of processing times."""

    count: float = 0.0
    seconds: float = 0.0
    buckets: list[tuple[float, float]] = field(default_factory=list)

    def quantile(self) -> float | None:
        """The upper bound of the bucket in which the quantile lies; None without a bound."""
        for bound, count in self.buckets:
            if count >= self.count * _QUANTILE:
                return None if bound == inf else bound
        return None


class ConsumerFigures:
    """Reads the figures of consumers for `/health`.

    Args:
        metrics: What this process's consumers count.
        backlog: How much waits in the queues.
    """

    def __init__(self, metrics: BusMetrics, backlog: ReadBacklog) -> None:
        self._metrics = metrics
        self._backlog = backlog

    def of(self, consumer: str) -> Figures:
        """The figures of one consumer; processing times are those since the process started."""
        figures: Figures = dict(self._backlog.of(consumer))
        times = self._times().get(consumer)
        if times is not None and times.count:
            figures["in_flight"] = self._in_flight(consumer)
            figures["processed"] = times.count
            figures["mean_seconds"] = round(times.seconds / times.count, 5)
            figures["p95_seconds_at_most"] = times.quantile()
        return figures

    def _in_flight(self, consumer: str) -> float | None:
        for metric in self._metrics.in_flight.collect():
            for sample in metric.samples:
                if sample.labels["consumer"] == consumer:
                    return sample.value
        return None

    def _times(self) -> Mapping[str, _Times]:
        found: defaultdict[str, _Times] = defaultdict(_Times)
        for metric in self._metrics.processing.collect():
            for sample in metric.samples:
                times = found[sample.labels["consumer"]]
                if sample.name.endswith("_count"):
                    times.count = sample.value
                elif sample.name.endswith("_sum"):
                    times.seconds = sample.value
                elif sample.name.endswith("_bucket"):
                    times.buckets.append((float(sample.labels["le"]), sample.value))
        return found
