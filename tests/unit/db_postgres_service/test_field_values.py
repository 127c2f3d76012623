"""Values in filters and cursors, for each type of column."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from db_postgres_service.infrastructure.reading.field_values import parse_value, write_value
from db_postgres_service.infrastructure.statements.compiled_statement import Scalar
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Numeric, String, Uuid

_VALUES: list[tuple[object, Scalar]] = [
    (String(20), "lantern"),
    (Integer(), -7),
    (BigInteger(), 1 << 40),
    (Numeric(20, 4), Decimal("12.5000")),
    (Boolean(), True),
    (DateTime(timezone=True), datetime(2026, 1, 15, 10, 30, tzinfo=UTC)),
    (Date(), date(2026, 1, 15)),
    (Uuid(), UUID("1f0c7a52-0000-6d10-b1a9-0242ac120001")),
]


@pytest.mark.parametrize(("kind", "value"), _VALUES, ids=lambda each: type(each).__name__)
def test_what_is_written_is_read_again(kind: object, value: Scalar) -> None:
    """A cursor leads back to the very row."""
    again = parse_value(kind, write_value(value))
    assert (again, type(again)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (String(20), "a\x00b"),
        (Integer(), str(1 << 31)),
        (Integer(), "1.5"),
        (Numeric(20, 4), "a lot"),
        (Boolean(), "maybe"),
        (DateTime(timezone=True), "2026-01-15T10:30:00"),
        (Date(), "20260115"),
        (Date(), "2026-02-30"),
        (Uuid(), "1f0c7a52"),
    ],
    ids=str,
)
def test_what_a_column_cannot_hold_is_refused(kind: object, text: str) -> None:
    """With words that a caller can use, and not by the database."""
    with pytest.raises(ValueError, match=r"\w"):
        parse_value(kind, text)
