"""Time zones as people name them."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from business_hexagon.application.queries.chats.identify_chat import ChatIdentity

_USUAL: Final[Mapping[str, str]] = {"de": "Europe/Berlin"}
_OTHERS: Final = "UTC"
OFFERED: Final = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Vienna",
    "Europe/Zurich",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
)
"""Those that a button chooses."""


def zone_of(identity: ChatIdentity, language: str) -> ZoneInfo:
    """The time zone that the person chose, else the usual one of the language."""
    return zone_named(identity.time_zone, language)


def zone_named(name: str | None, language: str) -> ZoneInfo:
    """The time zone, else the usual one of the language; one that is gone counts as none."""
    try:
        return ZoneInfo(name or _USUAL.get(language, _OTHERS))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(_OTHERS)


def find_zone(words: str) -> str | None:
    """The name of the time zone that somebody means by `Europe/Berlin`, `berlin` or `new york`."""
    return _by_word().get(words.strip().replace(" ", "_").lower())


@cache
def _by_word() -> Mapping[str, str]:
    """Names by what people call them: all of the name, or the city alone.

    Where two cities bear one name, the zone with the shorter name wins.
    """
    names = sorted(available_timezones(), key=lambda name: (-name.count("/"), -len(name), name))
    cities = {name.rpartition("/")[2].lower(): name for name in names if "/" in name}
    return cities | {name.lower(): name for name in names}
