"""Hashing passwords."""

from typing import Protocol


class PasswordHasher(Protocol):
    """Hashes and checks passwords off the event loop, since a good hash is slow."""

    async def hash(self, password: str) -> str:
        """A salted hash, with its parameters, at most 512 characters."""
        ...

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the right one.

        Without a hash (no such user) it takes as long as with one and says no, so that time does
        not tell who has an account.
        """
        ...

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        ...
