"""Rules for whole numbers that people and other systems send."""

from typing import Final

from business_hexagon.domain.errors import InvalidValue

LARGEST: Final = 2_147_483_647
"""Largest in either direction: what every database and every JSON reader holds exactly."""


def checked_whole_number(field: str, number: int) -> int:
    """Return the number.

    Args:
        field: path of the field, for the error.
        number: what was sent.

    Raises:
        InvalidValue: too large, in either direction.
    """
    if abs(number) > LARGEST:
        raise InvalidValue(field, f"must be between -{LARGEST} and {LARGEST}")
    return number
