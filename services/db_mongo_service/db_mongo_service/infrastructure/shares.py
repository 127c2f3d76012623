"""Ratios for people to read."""

_DIGITS = 4


def share(part: int, whole: int) -> float | None:
    """Return part / whole rounded to four digits, or None when the whole is nothing."""
    return round(part / whole, _DIGITS) if whole else None
