"""The trace that every act on dead letters leaves: a log line and an event."""

from typing import Final

from business_hexagon.application.ports.dead_letter_audit import DeadLetterAct, DeadLetterActDone
from telemetry.logs import get_logger

from message_bus.system_event_publisher import SystemEventPublisher

__all__ = ["PublishedDeadLetterAudit"]

_LOG: Final = get_logger("audit.dead_letters")


class PublishedDeadLetterAudit:
    """Writes what changes something as a warning, which the log keeps in the database.

    Args:
        events: publishes the event, which the analytics writer keeps.
    """

    def __init__(self, events: SystemEventPublisher) -> None:
        self._events = events

    async def record(self, done: DeadLetterActDone) -> None:
        """See `DeadLetterAudit.record`."""
        event_type = f"dead_letter.{done.act}"
        fields: dict[str, str | float | None] = {
            "consumer": done.consumer,
            "dead_letter_id": done.dead_letter_id,
            "dead_event_type": done.event_type,
            "count": done.count,
            "actor_id": None if done.actor_id is None else str(done.actor_id),
        }
        log = _LOG.info if done.act is DeadLetterAct.INSPECTED else _LOG.warning
        log(event_type, **fields)
        await self._events.publish(event_type, fields)
