"""Events as they are written, stored and claimed for publication."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from storage_contracts.json_value import OpaqueObject
from storage_contracts.wire_model import Flag, Moment, Version, WireModel

Stream = Annotated[
    str,
    Field(
        pattern=r"^[a-z_]+/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        examples=["order/1f0c7a52-55f2-6d10-b1a9-0242ac120002"],
    ),
]


class NewEvent(WireModel):
    """One event of an aggregate, at its version in the stream."""

    stream: Stream
    version: Version
    event_id: UUID
    event_type: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$", examples=["order.created"])]
    schema_version: Annotated[int, Field(strict=True, ge=1)] = 1
    occurred_at: Moment
    data: OpaqueObject
    publish: Flag = True


class EventContext(WireModel):
    """Who caused a write, in which request: stored with every event of it."""

    service: Annotated[str, Field(max_length=64, examples=["api_service"])]
    request_id: Annotated[str, Field(max_length=128)]
    user_id: UUID | None = None
    traceparent: Annotated[str | None, Field(max_length=64)] = None


class StoredEvent(NewEvent):
    """An event with its context and its place in the store."""

    position: Annotated[int, Field(strict=True, ge=1)]
    service: str
    request_id: str
    user_id: UUID | None = None
    traceparent: str | None = None
