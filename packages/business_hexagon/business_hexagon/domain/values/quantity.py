"""How many."""

from dataclasses import dataclass
from typing import Final

from business_hexagon.domain.errors import InvalidValue

MOST: Final = 1_000_000
"""Largest quantity of one order line."""


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A whole number of pieces, 1 to 1,000,000.

    Attributes:
        value: the number.

    Raises:
        InvalidValue: out of range.
    """

    value: int

    def __post_init__(self) -> None:
        if not 1 <= self.value <= MOST:
            raise InvalidValue("quantity", f"must be between 1 and {MOST}")
