"""Users, loaded."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


class Users(Protocol):
    """Loads users with their password hash.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, user_id: UUID) -> User | None:
        """The user, or nothing."""
        ...

    async def by_email(self, email: Email) -> User | None:
        """The user with this address, or nothing."""
        ...

    async def active_administrators(self) -> int:
        """How many open accounts are administrators'."""
        ...
