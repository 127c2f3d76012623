"""Money, moments and counts in bodies."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from api_service.interface.http.body_types import Day, Instant, Price, WholeNumber
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

PRICE = TypeAdapter[Decimal](Price)
INSTANT = TypeAdapter[datetime](Instant)
DAY = TypeAdapter[date](Day)
WHOLE = TypeAdapter[int](WholeNumber)


@given(st.decimals(min_value=-9_999_999_999, max_value=9_999_999_999, places=4))
def test_a_price_is_exactly_what_was_sent(amount: Decimal) -> None:
    """To the last digit, and as it was written."""
    assert PRICE.validate_json(f'"{amount:f}"') == amount


@pytest.mark.parametrize(
    "text",
    [
        "1.5",
        "null",
        "true",
        '""',
        '" 1"',
        '"+1"',
        '"1e3"',
        '"1_0"',
        '"NaN"',
        '"1.00001"',
        '"12345678901"',
        '"\u0661"',
        '".5"',
        '"1."',
        '"0x1"',
        '"-"',
        "[]",
    ],
)
def test_a_price_is_a_plain_decimal_string(text: str) -> None:
    """And nothing that only Python would read."""
    with pytest.raises(ValidationError):
        PRICE.validate_json(text)


@pytest.mark.parametrize("text", ["1.0", '"1"', "true", "null", "1e2"])
def test_a_whole_number_is_written_as_one(text: str) -> None:
    """Neither text, nor a float, nor a flag."""
    with pytest.raises(ValidationError):
        WHOLE.validate_json(text)


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-15T10:30:00", "2026"],
)
def test_a_moment_is_within_the_calendar_and_has_a_zone(text: str) -> None:
    """What cannot be brought to UTC must not get far."""
    with pytest.raises(ValidationError):
        INSTANT.validate_json(f'"{text}"')


def test_a_moment_is_kept() -> None:
    """With its zone."""
    moment = INSTANT.validate_json('"2026-01-15T10:30:00+01:00"')

    assert moment == datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ['"2026-1-15"', '"20260115"', '"2026-02-30"', '"2026-01-15T00:00:00Z"', "1768435200", "null"],
)
def test_a_day_is_written_as_one(text: str) -> None:
    """And never a number of seconds, nor a moment."""
    with pytest.raises(ValidationError):
        DAY.validate_json(text)


def test_a_day_is_kept() -> None:
    """Whatever the zone of whoever reads it."""
    assert DAY.validate_json('"2026-01-15"') == date(2026, 1, 15)
    assert DAY.json_schema() == {"format": "date", "type": "string"}
