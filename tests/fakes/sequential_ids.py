"""Identities that tests can foresee."""

from uuid import UUID

FIRST = 0x1F0C7A52_55F2_6D10_8000_000000000000


class SequentialIds:
    """Implements `IdGenerator`: UUIDs version 6 that count up.

    Args:
        lane: Keeps the identities of two generators apart.
    """

    def __init__(self, lane: int = 0) -> None:
        self._next = FIRST + (lane << 32)

    def new(self) -> UUID:
        """See `IdGenerator.new`."""
        self._next += 1
        return UUID(int=self._next)
