"""`SystemEvents` that keeps what was published."""

from collections.abc import Mapping

from business_hexagon.application.ports.system_events import SystemValue


class RecordingSystemEvents:
    """Implements `SystemEvents`.

    Attributes:
        published: Event types with their data, in order.
    """

    def __init__(self) -> None:
        self.published: list[tuple[str, Mapping[str, SystemValue]]] = []

    async def publish(self, event_type: str, data: Mapping[str, SystemValue]) -> None:
        """See `SystemEvents.publish`."""
        self.published.append((event_type, data))
