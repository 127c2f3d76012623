"""Where an order goes."""

import re
from dataclasses import dataclass
from typing import Final

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.text import checked_text

COUNTRY: Final = re.compile("[A-Z]{2}")
"""ISO 3166-1 alpha-2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; only the country is always known (old orders lack the rest).

    Attributes:
        country: two letters of ISO 3166-1, such as `GB`.
        city: town.
        postal_code: not every country has them.
        line1: street and number.
        line2: more of it.
        recipient: who receives it.

    Raises:
        InvalidValue: a part is too long or holds control characters, or the country is no code.
    """

    country: str
    city: str = ""
    postal_code: str = ""
    line1: str = ""
    line2: str = ""
    recipient: str = ""

    def __post_init__(self) -> None:
        if COUNTRY.fullmatch(self.country) is None:
            raise InvalidValue("shipping_address.country", "must be two capital letters")
        for name, text, longest in (
            ("city", self.city, 120),
            ("postal_code", self.postal_code, 20),
            ("line1", self.line1, 255),
            ("line2", self.line2, 255),
            ("recipient", self.recipient, 255),
        ):
            path = f"shipping_address.{name}"
            object.__setattr__(self, name, checked_text(path, text, longest=longest, shortest=0))
