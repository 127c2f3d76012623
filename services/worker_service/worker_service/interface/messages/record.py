"""Batches of any events for the analytics writer."""

from collections.abc import Sequence

from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.event_handlers.record_events import RecordEvents
from business_hexagon.application.ports.published_event import PublishedEvent
from business_hexagon.domain.errors import DomainError
from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown, RejectMessage
from message_bus.handling import BatchHandler


def record_with(record_events: RecordEvents) -> BatchHandler:
    """A handler that records each batch in one call; an event of a wrong shape is rejected."""

    async def handle(batch: Sequence[ReceivedEvent]) -> None:
        try:
            await record_events.handle([_published(received) for received in batch])
        except StorageUnavailable as error:
            raise DependencyDown(str(error)) from error
        except DomainError as error:
            raise RejectMessage(str(error)) from error

    return handle


def _published(received: ReceivedEvent) -> PublishedEvent:
    envelope = received.envelope
    return PublishedEvent(
        event_id=envelope.event_id,
        event_type=envelope.event_type,
        timestamp=envelope.timestamp,
        service=envelope.service,
        request_id=envelope.request_id,
        user_id=envelope.user_id,
        data=envelope.data.model_dump(mode="json"),
    )
