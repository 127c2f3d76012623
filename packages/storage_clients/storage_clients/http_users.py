"""`Users` over HTTP."""

from uuid import UUID

from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email
from storage_contracts.rows.user_row import UserCredentials, UserRow

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.user_mapping import user_from_row
from storage_clients.paths import path_to

__all__ = ["HttpUsers"]


class HttpUsers:
    """Loads users with their password hash from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, user_id: UUID) -> User | None:
        """See `Users.get`.

        The hash leaves the data service by one door only, which asks for the address; loading by
        id is rare (a profile is changed), so it takes two steps.
        """
        email = await find_one(self._service, path_to("users", user_id), UserRow, _email_of)
        user = None if email is None else await self.by_email(email)
        return user if user is not None and user.id == user_id else None

    async def by_email(self, email: Email) -> User | None:
        """See `Users.by_email`."""
        path = path_to("users", "by_email", email.value)
        return await find_one(self._service, path, UserCredentials, user_from_row)


def _email_of(row: UserRow) -> Email:
    return Email(row.email)
