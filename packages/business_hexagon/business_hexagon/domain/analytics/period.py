"""From when to when a question looks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from business_hexagon.domain.errors import InvalidValue

LONGEST: Final = timedelta(days=3_660)
"""Ten years: a report over more is a mistake."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, UTC.

    Attributes:
        start: first moment that counts.
        end: first moment that no longer counts.

    Raises:
        InvalidValue: no time zone, not in order, or longer than ten years.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None:
            raise InvalidValue("start", "must have a time zone")
        if self.end.tzinfo is None:
            raise InvalidValue("end", "must have a time zone")
        if not self.start < self.end:
            raise InvalidValue("end", "must be after start")
        if self.end - self.start > LONGEST:
            raise InvalidValue("end", f"must be within {LONGEST.days} days of start")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
