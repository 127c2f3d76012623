"""Periods of reports."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.errors import InvalidValue

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 2, 1, tzinfo=UTC)


def test_is_kept_in_utc() -> None:
    """Wherever it was typed, it is the same stretch of time."""
    east = timezone(timedelta(hours=5))
    period = Period(START.astimezone(east), END.astimezone(east))

    assert period == Period(START, END)
    assert period.start.tzinfo is UTC
    assert period.end.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (START.replace(tzinfo=None), END, "start"),
        (START, END.replace(tzinfo=None), "end"),
        (START, START, "end"),
        (END, START, "end"),
        (START, START + timedelta(days=3_661), "end"),
    ],
)
def test_refuses_a_period_that_is_none(start: datetime, end: datetime, field: str) -> None:
    """No zone, no length, backwards, or endless."""
    with pytest.raises(InvalidValue) as refusal:
        Period(start, end)

    assert refusal.value.field == field
