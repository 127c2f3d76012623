"""What a new password has to be, and its hash."""

from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.password_strength import PasswordStrength
from business_hexagon.domain.identity.errors import WeakPassword
from business_hexagon.domain.identity.password import LONGEST, SHORTEST, Password
from business_hexagon.domain.values.email import Email


class PasswordPolicy:
    """Hashes passwords that are long enough and hard to guess.

    Args:
        hasher: hashes them.
        strength: judges them.
    """

    def __init__(self, hasher: PasswordHasher, strength: PasswordStrength) -> None:
        self._hasher = hasher
        self._strength = strength

    async def hash_of(self, text: str, email: Email, name: str) -> str:
        """The hash of a password for the person with this address and name.

        Raises:
            WeakPassword: too short, too long or easily guessed.
        """
        password = Password(text)
        if not await self._strength.is_strong(password.value, (email.value, name)):
            raise WeakPassword(SHORTEST, LONGEST, "guessable")
        return await self._hasher.hash(password.value)
