"""Types of the fields of events; each carries the example that the documents show."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

__all__ = [
    "AbsentText",
    "Amount",
    "Count",
    "Currency",
    "Day",
    "Flag",
    "Identifier",
    "Moment",
    "Money",
    "OrderId",
    "PaymentId",
    "Position",
    "ProductId",
    "RefundId",
    "RefundRequestId",
    "SignedCount",
    "Sku",
    "TaskId",
    "Text",
    "UserId",
    "WholeNumber",
]


def _text_or_decimal(value: object) -> object:
    if isinstance(value, str | Decimal):
        return value
    # A JSON number has been through a binary float somewhere, or will be.
    raise PydanticCustomError("money_not_text", "Money is a decimal string, never a number")


def _text_or_moment(value: object) -> object:
    if isinstance(value, str | datetime):
        return value
    raise PydanticCustomError("moment_not_text", "A time is RFC 3339 text, never a number")


def _text_or_day(value: object) -> object:
    # A datetime is a date to Python, though it says more than a day.
    if isinstance(value, str) or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise PydanticCustomError("day_not_text", "A day is RFC 3339 text, never a number")


def _plain(amount: Decimal) -> str:
    return format(amount, "f")


Money = Annotated[
    Decimal,
    Field(max_digits=24, decimal_places=4, examples=["15.3000"]),
    BeforeValidator(_text_or_decimal, json_schema_input_type=str),
    PlainSerializer(_plain, return_type=str, when_used="json"),
]
"""An exact amount or price, at most four decimals; in JSON a string."""

Moment = Annotated[
    AwareDatetime,
    Field(examples=["2026-01-15T10:30:00Z"]),
    BeforeValidator(_text_or_moment, json_schema_input_type=str),
]
"""A point in time with its offset; in JSON RFC 3339 text."""

Amount = Money
"""An exact number that is no money, with the same rules."""

Day = Annotated[
    date,
    Field(examples=["2026-01-15"]),
    BeforeValidator(_text_or_day, json_schema_input_type=str),
]
"""A day of the calendar; in JSON RFC 3339 text."""

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["GBP"])]
"""ISO 4217 code."""

Count = Annotated[int, Field(strict=True, ge=0, examples=[6])]
Position = Annotated[int, Field(strict=True, ge=1, examples=[1])]
SignedCount = Annotated[int, Field(strict=True, examples=[-2])]
WholeNumber = Annotated[int, Field(strict=True, examples=[7])]
Flag = Annotated[bool, Field(strict=True, examples=[True])]
Sku = Annotated[str, Field(min_length=1, max_length=64, examples=["85123A"])]
Text = Annotated[str, Field(examples=["white hanging heart"])]
AbsentText = Annotated[str | None, Field(examples=[None])]

Identifier = Annotated[UUID, Field(examples=["1f0c7a52-9999-6d10-b1a9-0242ac120002"])]
"""The identity of something that no other type names."""

OrderId = Annotated[UUID, Field(examples=["1f0c7a52-2222-6d10-b1a9-0242ac120002"])]
UserId = Annotated[UUID, Field(examples=["1f0c7a52-1111-6d10-b1a9-0242ac120002"])]
ProductId = Annotated[UUID, Field(examples=["1f0c7a52-3333-6d10-b1a9-0242ac120002"])]
PaymentId = Annotated[UUID, Field(examples=["1f0c7a52-4444-6d10-b1a9-0242ac120002"])]
RefundId = Annotated[UUID, Field(examples=["1f0c7a52-5555-6d10-b1a9-0242ac120002"])]
RefundRequestId = Annotated[UUID, Field(examples=["1f0c7a52-7777-6d10-b1a9-0242ac120002"])]
TaskId = Annotated[UUID, Field(examples=["1f0c7a52-6666-6d10-b1a9-0242ac120002"])]
