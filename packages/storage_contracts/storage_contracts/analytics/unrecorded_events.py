"""Which of some events the analytics lack."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from storage_contracts.retention import SettledEvent
from storage_contracts.wire_model import WireModel

_EXAMPLE: Final[JsonDict] = {
    "event_id": "1f0c7a52-7777-6d10-b1a9-0242ac120002",
    "occurred_at": "2026-01-15T10:30:00Z",
}


class RecordedEventsQuestion(WireModel):
    """Asks about published events."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"events": [_EXAMPLE]}]})

    events: Annotated[list[SettledEvent], Field(min_length=1, max_length=5_000)]


class UnrecordedEvents(WireModel):
    """Those that are not recorded and should be; one that may have expired is none of them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"event_ids": []}]})

    event_ids: list[UUID]
