"""Moments, as Telegram and as people write them."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def as_telegram(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int(moment.timestamp())


def as_text(moment: datetime | None) -> str | None:
    """ISO 8601 with milliseconds."""
    return None if moment is None else moment.isoformat(timespec="milliseconds")
