"""Values of filters and cursors: from text to what a column takes, and back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Numeric, Uuid
from storage_contracts.wire_model import Day, Moment

from db_postgres_service.infrastructure.statements.compiled_statement import Scalar

_INTEGER: TypeAdapter[int] = TypeAdapter(int)
_ADAPTERS: Final[tuple[tuple[type, TypeAdapter[bool | datetime | date | Decimal | UUID]], ...]] = (
    (Uuid, TypeAdapter(UUID)),
    (Boolean, TypeAdapter(bool)),
    (Numeric, TypeAdapter(Decimal)),
    (DateTime, TypeAdapter(Moment)),
    (Date, TypeAdapter(Day)),
)

MAX_TEXT = 1000
INTEGER_BITS = 31
BIG_INTEGER_BITS = 63


def parse_value(kind: object, text: str) -> Scalar:
    """Return the value that a column of this type takes.

    Raises:
        ValueError: The text is no such value; the message is fit for a caller.
    """
    try:
        if isinstance(kind, Integer):
            return _bounded(_INTEGER.validate_python(text), is_big=isinstance(kind, BigInteger))
        for ours, adapter in _ADAPTERS:
            if isinstance(kind, ours):
                return adapter.validate_python(text)
    except ValidationError as error:
        raise ValueError(error.errors(include_url=False)[0]["msg"]) from None
    if len(text) > MAX_TEXT or "\x00" in text:
        raise ValueError("The text is too long or holds a null character.")
    return text


def _bounded(number: int, *, is_big: bool) -> int:
    if abs(number) >= 1 << (BIG_INTEGER_BITS if is_big else INTEGER_BITS):
        raise ValueError("The number is out of range.")
    return number


def write_value(value: Scalar) -> str:
    """Return the text from which `parse_value` makes the same value again."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
