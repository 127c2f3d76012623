"""New identities."""

from typing import Protocol
from uuid import UUID


class IdGenerator(Protocol):
    """Makes identities."""

    def new(self) -> UUID:
        """A new UUID version 6: it sorts by time."""
        ...
