"""A shop's own code for what it sells."""

from dataclasses import dataclass
from typing import Final

from business_hexagon.domain.values.text import checked_text

LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Sku:
    """A stock keeping unit; letter case matters (real shops have both 85123A and 85123a).

    Attributes:
        value: 1 to 64 characters, trimmed.

    Raises:
        InvalidValue: empty, too long, or holds control characters.
    """

    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", checked_text("sku", self.value, longest=LONGEST))

    def __str__(self) -> str:
        return self.value
