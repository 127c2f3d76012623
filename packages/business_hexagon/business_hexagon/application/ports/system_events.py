"""System events: fire and forget."""

from collections.abc import Mapping
from typing import Protocol

type SystemValue = str | int | float | bool | Mapping[str, float] | None


class SystemEvents(Protocol):
    """Publishes straight to the broker, once, without a store."""

    async def publish(self, event_type: str, data: Mapping[str, SystemValue]) -> None:
        """Publish if the broker is there; a failure is logged and forgotten.

        Args:
            event_type: such as `metrics.collected` or `health.degraded`.
            data: fields of the event.
        """
        ...
