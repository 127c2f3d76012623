"""An e-mail address."""

import re
from dataclasses import dataclass
from typing import Final

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.text import checked_text

LONGEST: Final = 254
"""RFC 5321: a path holds at most 256 octets, angle brackets included."""

SHAPE: Final = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+"
)
"""What HTML's `input type=email` accepts, with at least one dot in the domain."""


@dataclass(frozen=True, slots=True)
class Email:
    """An address in lower case: two spellings of one mailbox are one account.

    Attributes:
        value: the address, trimmed and lower-cased.

    Raises:
        InvalidValue: it is no address.
    """

    value: str

    def __post_init__(self) -> None:
        address = checked_text("email", self.value, longest=LONGEST).lower()
        if SHAPE.fullmatch(address) is None:
            raise InvalidValue("email", "is not an e-mail address")
        object.__setattr__(self, "value", address)

    def __str__(self) -> str:
        return self.value
