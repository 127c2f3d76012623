"""Values that any entity may have: whole and exact numbers, and moments."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.exact_number import LIMIT, checked_exact_number
from business_hexagon.domain.values.moment import checked_moment
from business_hexagon.domain.values.whole_number import LARGEST, checked_whole_number


@pytest.mark.parametrize("number", [-LARGEST, 0, LARGEST])
def test_a_whole_number_stays_as_it_is(number: int) -> None:
    """Up to the largest that every database holds."""
    assert checked_whole_number("count", number) == number


@pytest.mark.parametrize("number", [-LARGEST - 1, LARGEST + 1])
def test_refuses_whole_numbers_that_no_column_holds(number: int) -> None:
    """In either direction, naming the field."""
    with pytest.raises(InvalidValue, match="must be between") as refusal:
        checked_whole_number("count", number)
    assert refusal.value.field == "count"


def test_an_exact_number_has_four_decimals_and_no_negative_zero() -> None:
    """So that equal numbers read alike."""
    assert str(checked_exact_number("weight", Decimal("2.5"))) == "2.5000"
    assert str(checked_exact_number("weight", Decimal("-0"))) == "0.0000"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "0.00001", str(LIMIT), str(-LIMIT)])
def test_refuses_numbers_that_cannot_be_kept_exactly(number: str) -> None:
    """Naming the field."""
    with pytest.raises(InvalidValue) as refusal:
        checked_exact_number("weight", Decimal(number))
    assert refusal.value.field == "weight"


def test_a_moment_is_told_in_utc() -> None:
    """Whatever the offset that it came with."""
    noon = datetime(2026, 1, 15, 12, tzinfo=timezone(timedelta(hours=2)))
    checked = checked_moment("due_at", noon)

    assert (checked, checked.tzinfo) == (noon, UTC)


def test_refuses_a_moment_that_could_be_anywhere() -> None:
    """A time without a zone is no moment."""
    with pytest.raises(InvalidValue, match="must have a time zone"):
        checked_moment("due_at", datetime(2026, 1, 15, 12))  # noqa: DTZ001  that is the point
