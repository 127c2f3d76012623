"""The envelope: exactly seven fields around the data of an event.

Everything else (schema version, stream and version, trace context, attempt) travels in properties
and headers of the message, not in its body.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from integration_events.catalogue import definition_of
from integration_events.errors import MalformedEnvelope, UnknownSchemaVersion
from integration_events.event_data import EventData
from integration_events.event_definition import EventDefinition
from integration_events.field_types import Moment
from integration_events.json_value import Json, JsonObject
from integration_events.upcasting import UPCASTS, Upcasts, upcast

__all__ = ["Envelope", "data_model", "new_envelope", "parse_envelope"]


class Envelope[DataT: EventData](BaseModel):
    """An event as it is on the wire.

    Attributes:
        event_type: such as `order.created`; decides the type of `data`.
        event_id: identity: the same event may arrive twice.
        timestamp: when it was recorded.
        service: process that caused it.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
        data: the event's own fields.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    event_type: str
    event_id: UUID
    timestamp: Moment
    service: Annotated[str, Field(min_length=1, max_length=64)]
    request_id: Annotated[str, Field(min_length=1, max_length=128)]
    user_id: UUID | None
    data: DataT

    def to_bytes(self) -> bytes:
        """Return the body of the message: JSON in UTF-8."""
        return self.__pydantic_serializer__.to_json(self)

    def data_bytes(self) -> bytes:
        """Return the data alone: JSON in UTF-8."""
        return self.data.__pydantic_serializer__.to_json(self.data)


class _Header(BaseModel):
    event_type: str


_UNTYPED: TypeAdapter[JsonObject] = TypeAdapter(JsonObject)


@cache
def _envelope_of(data: type[EventData]) -> type[Envelope[EventData]]:
    """Return the envelope of one data model, built on first use: it costs a millisecond."""
    return Envelope[data]  # type: ignore[valid-type]  # chosen at run time, from the catalogue


def data_model(event_type: str) -> type[EventData]:
    """Return the model of an event type's data.

    Raises:
        UnknownEventType: the catalogue has no such event.
    """
    return definition_of(event_type).data


def parse_envelope(
    body: bytes,
    *,
    event_type: str | None = None,
    schema_version: int | None = None,
    upcasts: Upcasts = UPCASTS,
) -> Envelope[EventData]:
    """Read a message: validated in one pass when its data is of the newest version.

    Args:
        body: JSON in UTF-8.
        event_type: type as the message's properties name it; None reads it from the body first.
        schema_version: version of the data; None is the newest.
        upcasts: steps that lift older data.

    Raises:
        MalformedEnvelope: not JSON, or fields are missing, unknown or of the wrong type.
        UnknownEventType: the catalogue has no such event.
        UnknownSchemaVersion: newer than this process knows.
    """
    try:
        if event_type is None:
            event_type = _Header.model_validate_json(body).event_type
        definition = definition_of(event_type)
        if schema_version is None or schema_version == definition.schema_version:
            envelope = _envelope_of(definition.data).model_validate_json(body)
        else:
            envelope = _lifted(body, definition, written=schema_version, upcasts=upcasts)
    except ValidationError as error:
        raise _malformed(error) from error
    if envelope.event_type != event_type:
        raise MalformedEnvelope(f"event_type is not {event_type!r} as the message says")
    return envelope


def _lifted(
    body: bytes,
    definition: EventDefinition,
    *,
    written: int,
    upcasts: Upcasts,
) -> Envelope[EventData]:
    if written > definition.schema_version:
        raise UnknownSchemaVersion(definition.event_type, written, definition.schema_version)
    fields = _UNTYPED.validate_json(body)
    data = fields.get("data")
    if not isinstance(data, dict):
        raise MalformedEnvelope("data: not an object")
    fields["data"] = upcast(
        definition.event_type,
        data,
        written=written,
        wanted=definition.schema_version,
        upcasts=upcasts,
    )
    return _envelope_of(definition.data).model_validate(fields)


def _malformed(error: ValidationError) -> MalformedEnvelope:
    # Paths and kinds only: values may be personal, and this text goes into logs and headers.
    findings = error.errors(include_url=False, include_context=False, include_input=False)
    return MalformedEnvelope(
        "; ".join(
            f"{'.'.join(str(part) for part in finding['loc']) or 'body'}: {finding['type']}"
            for finding in findings[:5]
        )
    )


def new_envelope(
    *,
    event_type: str,
    event_id: UUID,
    timestamp: datetime,
    service: str,
    request_id: str,
    user_id: UUID | None,
    data: EventData | Mapping[str, Json],
    schema_version: int | None = None,
    upcasts: Upcasts = UPCASTS,
) -> Envelope[EventData]:
    """Make the envelope of an event that is to be sent, with data of the newest version.

    Args:
        event_type: row of the catalogue.
        event_id: uuid v6.
        timestamp: when it was recorded, with its offset.
        service: process that caused it.
        request_id: the request that caused it.
        user_id: the user who caused it, if any.
        data: as its model, or as JSON.
        schema_version: version of JSON data; None is the newest.
        upcasts: steps that lift older data.

    Raises:
        MalformedEnvelope: a field does not fit the event type.
        UnknownEventType: the catalogue has no such event.
        UnknownSchemaVersion: newer than this process knows.
    """
    definition = definition_of(event_type)
    written = definition.schema_version if schema_version is None else schema_version
    if written != definition.schema_version and isinstance(data, Mapping):
        data = upcast(
            event_type,
            dict(data),
            written=written,
            wanted=definition.schema_version,
            upcasts=upcasts,
        )
    try:
        return _envelope_of(definition.data).model_validate(
            {
                "event_type": event_type,
                "event_id": event_id,
                "timestamp": timestamp,
                "service": service,
                "request_id": request_id,
                "user_id": user_id,
                "data": data,
            }
        )
    except ValidationError as error:
        raise _malformed(error) from error
