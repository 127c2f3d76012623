"""Application logs of warning and above, as the five processes send them."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, field_validator

from storage_contracts.analytics.analytics_event import ServiceName
from storage_contracts.json_value import Json, JsonObject
from storage_contracts.wire_model import Moment, WireModel

LogLevel = Literal["warning", "error", "critical"]

MAX_LOGS_PER_BULK: Final = 1_000
_MAX_DEPTH: Final = 24
_MAX_VALUES: Final = 5_000
_INT64: Final = 2**63

EXAMPLE_LOG: Final[JsonObject] = {
    "log_id": "1f0c7a52-4444-6d10-b1a9-0242ac120002",
    "occurred_at": "2026-01-15T10:30:00Z",
    "level": "error",
    "service": "worker_service",
    "logger": "worker_service.order_saga",
    "event": "gateway_timed_out",
    "request_id": "0b9f7c1e6a5d4c3b",
    "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
    "exception": None,
    "attributes": {"attempt": 2},
}

EXAMPLE_STORED_LOG: Final[JsonObject] = {
    **EXAMPLE_LOG,
    "recorded_at": "2026-01-15T10:30:01Z",
}


class ApplicationLog(WireModel):
    """One log record. `log_id` is given by the writer, so that sending it again is harmless."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_LOG]})

    log_id: UUID
    occurred_at: Moment
    level: LogLevel
    service: ServiceName
    logger: Annotated[str, Field(max_length=128)] = ""
    event: Annotated[str, Field(max_length=2_000)]
    request_id: Annotated[str, Field(max_length=128)] = ""
    trace_id: Annotated[str, Field(max_length=64)] = ""
    exception: Annotated[str | None, Field(max_length=32_000)] = None
    attributes: JsonObject = {}

    @field_validator("occurred_at")
    @classmethod
    def _in_utc(cls, moment: datetime) -> datetime:
        return moment.astimezone(UTC)

    @field_validator("attributes")
    @classmethod
    def _storable(cls, attributes: JsonObject) -> JsonObject:
        _check_storable(attributes)
        return attributes


class StoredApplicationLog(ApplicationLog):
    """A log record as the lists show it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_STORED_LOG]})

    recorded_at: Moment


class ApplicationLogsBulk(WireModel):
    """Log records to keep together: all of them are kept, or none."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"logs": [EXAMPLE_LOG]}]})

    logs: Annotated[list[ApplicationLog], Field(min_length=1, max_length=MAX_LOGS_PER_BULK)]


def _check_storable(attributes: JsonObject) -> None:
    """Refuse what BSON cannot hold, or what would make one log record a burden.

    Raises:
        ValueError: Too deep, too many values, a key with a NUL, or a number beyond 64 bits.
    """
    values = 0
    pending: list[tuple[Json, int]] = [(attributes, 1)]
    while pending:
        value, depth = pending.pop()
        values += 1
        if depth > _MAX_DEPTH or values > _MAX_VALUES:
            raise ValueError(f"at most {_MAX_DEPTH} levels and {_MAX_VALUES} values")
        if isinstance(value, dict):
            if any("\0" in key for key in value):
                raise ValueError("keys must not contain NUL characters")
            pending.extend((child, depth + 1) for child in value.values())
        elif isinstance(value, list):
            pending.extend((child, depth + 1) for child in value)
        elif isinstance(value, int) and not -_INT64 <= value < _INT64:
            raise ValueError("whole numbers must fit in 64 bits")
