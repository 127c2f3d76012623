"""Understands the words that speak of a time, in the time zone of the person who said them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot_service.interface.telegram.tasks.spoken_time import SpokenTime, Words

_START_OF_DAY: Final = time(9)
_END_OF_DAY: Final = time(18)
_TONIGHT: Final = time(20)
_NOON: Final = 12
_HOURS_OF_DAY: Final = 24
_PARTS: Final[Mapping[str, time]] = {
    "morning": time(9),
    "afternoon": time(15),
    "evening": time(18),
    "night": time(21),
}
_TODAY: Final = frozenset({"today", "heute"})
_LONGEST: Final = timedelta(days=3_660)
"""Ten years: whoever names a later time has mistyped it."""


def understand(said: SpokenTime, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that the words mean, UTC.

    A day without a time means 9:00, `today` the end of the working day, `tonight` 20:00. A time
    without a day is the next such time. A time that the clock skips in spring is an hour later, one
    that it strikes twice in autumn is the first.

    Args:
        said: the words.
        now: the time now, with a time zone.
        zone: the person's time zone.

    Returns:
        The moment, which may be past when the words say so, or nothing when they make no sense.
    """
    here = now.astimezone(zone).replace(tzinfo=None)
    if said.after.get("short_span"):
        # An hour from now is an hour from now, whatever is done to the clocks meanwhile.
        moment = _from_now(said.after, now.astimezone(UTC).replace(tzinfo=None))
        return None if moment is None else moment.replace(tzinfo=UTC)
    day = _from_now(said.after, here) if said.after else _day(said.day, here)
    if day is None:
        return None
    moment = _at(day, said, here)
    if moment - here > _LONGEST:
        return None
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _at(day: datetime, said: SpokenTime, here: datetime) -> datetime:
    """The day, at the time that was said or is meant."""
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    since_midnight = _clock(said.clock, said.part)
    if since_midnight is None:
        return _meant(midnight, said, here)
    moment = midnight + since_midnight
    if said.day.get("weekday") and not said.day.get("next"):
        # `Monday at 6 pm`, said on a Monday at noon, is today.
        earlier = moment - timedelta(days=7)
        return earlier if earlier > here else moment
    if not said.day and not said.after and moment <= here:
        return moment + timedelta(days=1)
    return moment


def _meant(midnight: datetime, said: SpokenTime, here: datetime) -> datetime:
    named = said.day.get("named")
    if named == "tonight":
        return datetime.combine(midnight, _TONIGHT)
    if named in _TODAY:
        end = datetime.combine(midnight, _END_OF_DAY)
        return end if end > here else here.replace(second=0, microsecond=0) + timedelta(hours=1)
    return datetime.combine(midnight, _START_OF_DAY)


def _clock(clock: Words, part: Words) -> timedelta | None:
    """How long after midnight, or nothing when no time was said."""
    spoken_part = next((_PARTS[name] for name in _PARTS if name in part), None)
    if "noon" in clock:
        return timedelta(hours=_NOON)
    if "midnight" in clock:
        return timedelta(hours=_HOURS_OF_DAY)
    hour_said = _first(clock, "hour", "dot_hour", "half_hour", "uhr_hour", "at_hour")
    if hour_said is None:
        if spoken_part is None:
            return None
        return timedelta(hours=spoken_part.hour)
    hour = int(hour_said)
    minute = int(_first(clock, "minute", "dot_minute", "uhr_minute", "at_minute") or 0)
    half = _first(clock, "half", "dot_half", "hour_half")
    if half is not None and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    is_late = spoken_part is not None and spoken_part.hour > _NOON
    if is_late and hour < _NOON:
        hour += _NOON
    return timedelta(hours=hour, minutes=minute)


def _first(words: Words, *names: str) -> str | None:
    return next((words[name] for name in names if name in words), None)


def _day(day: Words, here: datetime) -> datetime | None:
    if not day:
        return here
    if "after_tomorrow" in day:
        return here + timedelta(days=2)
    if day.get("named") == "tonight":
        return here
    names = ("named", "next_span", "weekday", "short_weekday", "iso", "dotted", "slashed")
    words = _first(day, *names, "day_month", "month_day")
    return None if words is None else _parsed(words, here)


def _from_now(after: Words, here: datetime) -> datetime | None:
    span = after.get("short_span") or after["long_span"]
    count = after["count"]
    if count.startswith("half"):
        return here + timedelta(minutes=30)
    if count == "einer halben":
        return here + timedelta(minutes=30)
    return _parsed(f"in {count} {span}", here)


def _parsed(words: str, here: datetime) -> datetime | None:
    """What `dateparser` makes of the words; both languages, since people mix them."""
    # Imported here: half a second, and most chats never name a time.
    import dateparser  # noqa: PLC0415  see above

    dotted = re.fullmatch(r"(\d+)\.(\d+)\.", words)
    order = "MDY" if "/" in words else "YMD" if re.match(r"\d{4}-", words) else "DMY"
    return dateparser.parse(
        f"{dotted[1]}.{dotted[2]}." if dotted else words,
        languages=["en", "de"],
        settings={"PREFER_DATES_FROM": "future", "RELATIVE_BASE": here, "DATE_ORDER": order},
    )
