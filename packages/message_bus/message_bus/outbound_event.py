"""An event on its way to the broker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from integration_events.catalogue import definition_of
from integration_events.envelope import new_envelope
from integration_events.event_data import EventData
from integration_events.json_value import Json
from pamqp.commands import Basic

from message_bus import header_names

if TYPE_CHECKING:
    from pamqp.common import FieldTable

__all__ = ["OutboundEvent"]

_PERSISTENT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundEvent:
    """An event with what travels beside its envelope.

    Attributes:
        event_type: row of the catalogue, and the routing key.
        event_id: uuid v6; the message's id.
        timestamp: when it was recorded.
        service: process that caused it.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
        data: as its model, or as JSON.
        schema_version: version of the data if it is JSON; older data is lifted to the newest.
        aggregate: stream, such as `order/<uuid>`; events of one stream keep their order.
        aggregate_version: version in that stream.
        traceparent: W3C trace context of what caused it.
    """

    event_type: str
    event_id: UUID
    timestamp: datetime
    service: str
    request_id: str
    user_id: UUID | None
    data: EventData | Mapping[str, Json]
    schema_version: int | None = None
    aggregate: str | None = None
    aggregate_version: int | None = None
    traceparent: str | None = None

    def to_message(self, traceparent: str | None) -> tuple[bytes, Basic.Properties]:
        """Return body and properties.

        Args:
            traceparent: names the span that publishes, or is the event's own.

        Raises:
            EnvelopeError: the data does not fit the catalogue.
        """
        envelope = new_envelope(
            event_type=self.event_type,
            event_id=self.event_id,
            timestamp=self.timestamp,
            service=self.service,
            request_id=self.request_id,
            user_id=self.user_id,
            data=self.data,
            schema_version=self.schema_version,
        )
        headers: FieldTable = {
            header_names.SCHEMA_VERSION: definition_of(self.event_type).schema_version,
            header_names.ATTEMPT: 1,
        }
        if self.aggregate is not None:
            headers[header_names.AGGREGATE] = self.aggregate
        if self.aggregate_version is not None:
            headers[header_names.AGGREGATE_VERSION] = self.aggregate_version
        if traceparent is not None:
            headers[header_names.TRACEPARENT] = traceparent
        return envelope.to_bytes(), Basic.Properties(
            content_type="application/json",
            delivery_mode=_PERSISTENT,
            message_id=str(self.event_id),
            message_type=self.event_type,
            app_id=self.service,
            headers=headers,
        )
