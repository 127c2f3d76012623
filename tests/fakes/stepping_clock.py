"""A clock that moves only when told."""

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


class SteppingClock:
    """Implements `Clock`; starts on a January morning."""

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now

    def now(self) -> datetime:
        """See `Clock.now`."""
        return self._now

    def advance(self, step: timedelta) -> None:
        """Let time pass."""
        self._now += step
