"""Rules for exact decimal numbers that people and other systems send."""

from decimal import Decimal
from typing import Final

from business_hexagon.domain.errors import InvalidValue

EXACT: Final = Decimal("0.0001")
LIMIT: Final = Decimal(10) ** 14
"""Numbers stay below this, so that they fit 18 decimal digits."""


def checked_exact_number(field: str, number: Decimal) -> Decimal:
    """Return the number with exactly four decimals.

    Args:
        field: path of the field, for the error.
        number: what was sent.

    Raises:
        InvalidValue: not finite, more than four decimals, or out of range.
    """
    if not number.is_finite() or abs(number) >= LIMIT:
        raise InvalidValue(field, f"must be a number below {LIMIT}")
    exact = number.quantize(EXACT)
    if exact != number:
        raise InvalidValue(field, "must have at most 4 decimals")
    # Positive zero, so that equal numbers also read alike.
    return exact + 0
