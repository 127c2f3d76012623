"""The rule that a password has to keep before it is hashed."""

from dataclasses import dataclass, field
from typing import Final

from business_hexagon.domain.identity.errors import WeakPassword

SHORTEST: Final = 12
LONGEST: Final = 128
"""Long enough for any passphrase, short enough that hashing it is no attack on us."""


@dataclass(frozen=True, slots=True)
class Password:
    """A password somebody chose. Its representation never shows it.

    Attributes:
        value: 12 to 128 characters, taken exactly as typed.

    Raises:
        WeakPassword: too short or too long.
    """

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        if not SHORTEST <= len(self.value) <= LONGEST:
            raise WeakPassword(SHORTEST, LONGEST)
