"""Dead letters as the API shows them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final, Self

from business_hexagon.application.ports.dead_letters import DeadLetter
from fastapi import Path
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from storage_contracts.json_value import Json

ConsumerPath = Annotated[
    str,
    Path(pattern=r"^[a-z0-9_]{1,100}$", description="Who gave up.", examples=["worker_refunds"]),
]
DeadLetterIdPath = Annotated[
    str,
    Path(
        pattern=r"^[\x21-\x7e]{1,255}$",
        description="The event's id.",
        examples=["1f0c7a52-55f2-6d10-b1a9-0242ac120002"],
    ),
]
_JSON: Final = TypeAdapter[Json](Json)


class DeadLetterEntry(BaseModel):
    """A message that its consumer has given up.

    `payload` is the message as JSON; where it is none, `body` is its text.
    """

    dead_letter_id: Annotated[str, Field(examples=["1f0c7a52-55f2-6d10-b1a9-0242ac120002"])]
    consumer: Annotated[str, Field(examples=["worker_refunds"])]
    event_type: Annotated[str | None, Field(examples=["order.refund_requested"])]
    aggregate: Annotated[str | None, Field(examples=["order/1f0c7a52-55f2-6d10-b1a9-0242ac120002"])]
    reason: Annotated[str, Field(examples=["attempts_exhausted"])]
    error: Annotated[str | None, Field(examples=["not_found(kind='order')"])]
    attempts: Annotated[int, Field(examples=[5])]
    first_failed_at: Annotated[datetime | None, Field(examples=["2026-01-15T10:30:00Z"])]
    last_failed_at: Annotated[datetime | None, Field(examples=["2026-01-15T10:36:36Z"])]
    redriven: Annotated[int, Field(description="Times sent back to work before.", examples=[0])]
    payload: Annotated[Json, Field(examples=[{"event_type": "order.refund_requested"}])]
    body: Annotated[str | None, Field(examples=[None])]

    @classmethod
    def of(cls, letter: DeadLetter) -> Self:
        """The entry of a dead letter; nothing about its body is taken for granted."""
        payload, body = _readable(letter.body)
        return cls(
            dead_letter_id=letter.dead_letter_id,
            consumer=letter.consumer,
            event_type=letter.event_type,
            aggregate=letter.aggregate,
            reason=letter.reason,
            error=letter.error,
            attempts=letter.attempts,
            first_failed_at=letter.first_failed_at,
            last_failed_at=letter.last_failed_at,
            redriven=letter.redriven,
            payload=payload,
            body=body,
        )


class DeadLetterList(BaseModel):
    """The oldest dead letters of a consumer, oldest first."""

    items: list[DeadLetterEntry]


class DeadLetterCount(BaseModel):
    """How many dead letters a consumer has."""

    consumer: Annotated[str, Field(examples=["worker_refunds"])]
    count: Annotated[int, Field(ge=0, examples=[0])]


class DeadLetterCounts(BaseModel):
    """Every consumer with its dead letters."""

    items: list[DeadLetterCount]


class Redriven(BaseModel):
    """How many dead letters went back to work."""

    count: Annotated[int, Field(ge=0, examples=[3])]


def present_dead_letter(letter: DeadLetter) -> bytes:
    """One dead letter as JSON."""
    return DeadLetterEntry.of(letter).model_dump_json().encode()


def present_dead_letters(letters: Sequence[DeadLetter]) -> bytes:
    """Dead letters as JSON."""
    return (
        DeadLetterList(items=[DeadLetterEntry.of(one) for one in letters])
        .model_dump_json()
        .encode()
    )


def _readable(body: bytes) -> tuple[Json, str | None]:
    try:
        return _JSON.validate_json(body), None
    except ValidationError:
        return None, body.decode("utf-8", "backslashreplace")
