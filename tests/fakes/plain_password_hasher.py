"""`PasswordHasher` without the slowness; never for real passwords."""


class PlainPasswordHasher:
    """Implements `PasswordHasher` by a mark in front of the password.

    Attributes:
        verifications: How many passwords were checked, those without a hash included.
    """

    def __init__(self) -> None:
        self.verifications = 0

    async def hash(self, password: str) -> str:
        """See `PasswordHasher.hash`."""
        return f"plain:{password}"

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        self.verifications += 1
        return password_hash == f"plain:{password}"
