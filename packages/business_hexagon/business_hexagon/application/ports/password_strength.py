"""Judging passwords."""

from collections.abc import Sequence
from typing import Protocol


class PasswordStrength(Protocol):
    """Judges passwords off the event loop, since thinking of guesses is slow."""

    async def is_strong(self, password: str, personal: Sequence[str]) -> bool:
        """Whether nobody would guess it soon.

        Args:
            password: 12 to 128 characters.
            personal: what an attacker knows of the person: address and name.
        """
        ...
