"""The secrets of refresh tokens."""

from typing import Protocol
from uuid import UUID


class RefreshSecrets(Protocol):
    """Makes secrets that show whose they are, so that only genuine ones count as reuse.

    What is stored is still a hash; a key that is lost or replaced ends no session.
    """

    def new(self, session_id: UUID) -> str:
        """43 characters: 16 random bytes and 16 of a keyed check over them, base64 for URLs."""
        ...

    def is_genuine(self, session_id: UUID, secret: str) -> bool:
        """Whether we made this secret for this session; compared in a time that tells nothing."""
        ...
