"""System events: straight to the broker, fire and forget."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from telemetry.logs import get_logger
from telemetry.request_context import current_context
from uuid6 import uuid6

from message_bus.errors import BusError
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher

if TYPE_CHECKING:
    from integration_events.json_value import Json

__all__ = ["SystemEventPublisher"]

_LOG: Final = get_logger("message_bus.system_events")


class SystemEventPublisher:
    """Publishes what is worth knowing and not worth waiting for.

    Args:
        publisher: the broker.
        service: name of this process.
        patience_seconds: how long to wait for a broker that is away; a process that starts or
            stops is held up no longer.
    """

    def __init__(
        self, publisher: Publisher, service: str, *, patience_seconds: float = 2.0
    ) -> None:
        self._publisher = publisher
        self._service = service
        self._patience_seconds = patience_seconds

    async def publish(
        self, event_type: str, data: Mapping[str, str | float | bool | Mapping[str, float] | None]
    ) -> None:
        """Publish if the broker is there; a failure is logged and forgotten.

        Args:
            event_type: such as `service.started`.
            data: the event's own fields.
        """
        fields: dict[str, Json] = {
            name: dict(value) if isinstance(value, Mapping) else value
            for name, value in data.items()
        }
        context = current_context()
        event = OutboundEvent(
            event_type=event_type,
            event_id=uuid6(),
            timestamp=datetime.now(UTC),
            service=self._service,
            request_id=context.request_id,
            user_id=None,
            data=fields,
            traceparent=context.traceparent,
        )
        try:
            async with asyncio.timeout(self._patience_seconds):
                await self._publisher.publish(event)
        except (BusError, TimeoutError) as error:
            _LOG.info("system_event_lost", event_type=event_type, error=repr(error))
