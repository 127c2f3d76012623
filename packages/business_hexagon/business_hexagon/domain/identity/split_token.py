"""The text of refresh and one-time tokens: an id to find the row by, and a secret to prove."""

import re
from dataclasses import dataclass, field
from typing import Final, Self
from uuid import UUID

SHAPE: Final = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class SplitToken:
    """A token of two parts, so that the row is found without comparing secrets in a database.

    Attributes:
        token_id: id of the row: of the session or the one-time token.
        secret: 43 characters of base64 for URLs.
    """

    token_id: UUID
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """What is handed out: `<id in hexadecimal>.<secret>`."""
        return f"{self.token_id.hex}.{self.secret}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Take a text apart; nothing when it is no such token."""
        match = SHAPE.fullmatch(text)
        return None if match is None else cls(UUID(match[1]), match[2])
