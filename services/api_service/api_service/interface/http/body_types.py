"""Types of fields in request bodies that are stricter than Pydantic's own."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_DECIMAL: Final = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,4})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)


def _decimal_text(value: object) -> object:
    """Refuse JSON numbers, whose digits are lost, and Python's wider spellings of decimals."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type", "Input should be a decimal string")
    if _DECIMAL.fullmatch(value) is None:
        raise PydanticCustomError(
            "wrong_format", "Input should be a decimal string such as 3.39, at most 4 decimals"
        )
    return value


def _moment_text(value: object) -> object:
    """Refuse numbers, and text that is one: Pydantic would take them for seconds since 1970."""
    if isinstance(value, str) and not value.strip().lstrip("+-").replace(".", "", 1).isdigit():
        return value
    if isinstance(value, datetime):
        return value
    raise PydanticCustomError("wrong_format", "Input should be a time such as 2026-01-15T10:30:00Z")


def _day_text(value: object) -> object:
    """Refuse whatever is not written as a day: Pydantic would count seconds since 1970."""
    if isinstance(value, str) and _DAY.fullmatch(value) is not None:
        return value
    raise PydanticCustomError("wrong_format", "Input should be a day such as 2026-01-15")


def _in_range(moment: datetime) -> datetime:
    """Refuse what cannot be brought to UTC or stored: the calendar ends somewhere."""
    if not _EARLIEST <= moment < _LATEST:
        raise PydanticCustomError("out_of_range", "Input should be between 1900 and 2200")
    return moment


Price = Annotated[
    Decimal,
    BeforeValidator(_decimal_text),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{_DECIMAL.pattern}$",
            "examples": ["3.39"],
            "description": "A decimal string: at most 10 digits before the point, 4 after it.",
        }
    ),
]
"""An exact price, in JSON a decimal string and nothing else."""

Instant = Annotated[AwareDatetime, BeforeValidator(_moment_text), AfterValidator(_in_range)]
"""A moment with its time zone, within what every calendar and database here can hold."""

Day = Annotated[date, BeforeValidator(_day_text, json_schema_input_type=date)]
"""A day of the calendar, written as in RFC 3339."""

WholeNumber = Annotated[int, Field(strict=True)]
"""A whole number, and neither its text, nor `3.0`, nor `true`."""
