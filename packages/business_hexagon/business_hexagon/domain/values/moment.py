"""Rules for points in time that people and other systems send."""

from datetime import UTC, datetime

from business_hexagon.domain.errors import InvalidValue


def checked_moment(field: str, moment: datetime) -> datetime:
    """Return the moment in UTC.

    Args:
        field: path of the field, for the error.
        moment: what was sent.

    Raises:
        InvalidValue: it has no time zone, so that nobody knows when it is.
    """
    if moment.tzinfo is None:
        raise InvalidValue(field, "must have a time zone")
    return moment.astimezone(UTC)
