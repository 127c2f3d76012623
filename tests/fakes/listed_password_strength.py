"""`PasswordStrength` that knows two guesses."""

from collections.abc import Sequence


class ListedPasswordStrength:
    """Implements `PasswordStrength`: refuses one famous password and what is personal."""

    async def is_strong(self, password: str, personal: Sequence[str]) -> bool:
        """See `PasswordStrength.is_strong`."""
        return password != "password password" and password not in personal
