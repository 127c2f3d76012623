"""`PasswordHasher` without the slowness; never for real passwords."""


class PlainPasswordHasher:
    """Implements `PasswordHasher` by a mark in front of the password.

    Attributes:
        verifications: How many passwords were checked, those without a hash included.
        hashes: How many passwords were hashed.
        weak: A mark of hashes that are too weak by now, such as `old`.
    """

    def __init__(self) -> None:
        self.verifications = 0
        self.hashes = 0
        self.weak = "old"

    async def hash(self, password: str) -> str:
        """See `PasswordHasher.hash`."""
        self.hashes += 1
        return f"plain:{password}"

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        self.verifications += 1
        return password_hash in {f"plain:{password}", f"{self.weak}:{password}"}

    def needs_rehash(self, password_hash: str) -> bool:
        """See `PasswordHasher.needs_rehash`."""
        return password_hash.startswith(f"{self.weak}:")
