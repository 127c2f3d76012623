"""One dead letter: what it says and what it died of."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from integration_events.json_value import Json
from pydantic import TypeAdapter, ValidationError

from message_bus import header_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiormq.abc import DeliveredMessage
    from pamqp.common import FieldValue

__all__ = ["DeadLetter"]

_JSON: TypeAdapter[Json] = TypeAdapter(Json)
_ID_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that its consumer has given up.

    Attributes:
        dead_letter_id: the message's id (for events the event's id), else a digest of its body.
        consumer: who gave it up.
        event_type: as the message's properties say, if they do.
        aggregate: stream of the event, if it says so.
        reason: `attempts_exhausted`, `rejected`, `malformed_envelope`, `unknown_event_type`,
            `unknown_schema_version`; or the broker's word, such as `delivery_limit` when the
            consumer died of it again and again.
        error: what the last attempt died of.
        attempts: how many there were.
        first_failed_at: when the first failed.
        last_failed_at: when the last failed.
        redriven: how many times it was sent back to work before.
        payload: its body if that is JSON, else None.
        body: its body as it came.
    """

    dead_letter_id: str
    consumer: str
    event_type: str | None
    aggregate: str | None
    reason: str
    error: str | None
    attempts: int
    first_failed_at: datetime | None
    last_failed_at: datetime | None
    redriven: int
    payload: Json
    body: bytes

    @classmethod
    def of(cls, consumer: str, message: "DeliveredMessage") -> Self:
        """Read a message of a dead letter queue; nothing about it is taken for granted."""
        properties = message.header.properties
        headers: Mapping[str, FieldValue] = properties.headers or {}
        death = _last_death(headers.get(header_names.BROKER_DEATHS))
        died_at = death.get("time")
        return cls(
            dead_letter_id=properties.message_id or _digest(message.body),
            consumer=consumer,
            event_type=properties.message_type,
            aggregate=_text(headers.get(header_names.AGGREGATE)),
            reason=_text(headers.get(header_names.REASON))
            or _text(death.get("reason"))
            or "unknown",
            error=_text(headers.get(header_names.ERROR)),
            attempts=_number(headers.get(header_names.ATTEMPT)) or 1,
            first_failed_at=_moment(headers.get(header_names.FIRST_FAILED_AT)),
            last_failed_at=_moment(headers.get(header_names.LAST_FAILED_AT))
            or (died_at if isinstance(died_at, datetime) else None),
            redriven=_number(headers.get(header_names.REDRIVEN)) or 0,
            payload=_json(message.body),
            body=message.body,
        )


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:_ID_LENGTH]


def _last_death(deaths: "FieldValue") -> "Mapping[str, FieldValue]":
    if isinstance(deaths, list) and deaths and isinstance(deaths[0], dict):
        return deaths[0]
    return {}


def _text(value: "FieldValue") -> str | None:
    if isinstance(value, bytes | bytearray):
        return bytes(value).decode("utf-8", "replace")
    return value if isinstance(value, str) else None


def _number(value: "FieldValue") -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moment(value: "FieldValue") -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _json(body: bytes) -> Json:
    try:
        return _JSON.validate_json(body)
    except ValidationError:
        return None
