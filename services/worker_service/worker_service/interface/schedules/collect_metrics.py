"""Publishes what this process measures as `metrics.collected`."""

from business_hexagon.application.ports.system_events import SystemEvents
from prometheus_client import REGISTRY

_SERVICE = "worker_service"
_PREFIXES = ("bus_", "queue_", "relay_", "sagas_", "process_")
_ENDINGS = ("_created", "_bucket")


class CollectMetrics:
    """Reads the process's own counters and gauges.

    Args:
        events: Where they are published.
    """

    def __init__(self, events: SystemEvents) -> None:
        self._events = events

    async def collect(self) -> bool:
        """Publishes one reading."""
        values: dict[str, float] = {}
        for metric in REGISTRY.collect():
            if not metric.name.startswith(_PREFIXES):
                continue
            for sample in metric.samples:
                if not sample.name.endswith(_ENDINGS):
                    labels = "_".join(sample.labels.values())
                    values["_".join(part for part in (sample.name, labels) if part)] = sample.value
        await self._events.publish("metrics.collected", {"service": _SERVICE, "values": values})
        return False
