"""`Users` over HTTP."""

from uuid import UUID

from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email
from storage_contracts.pages import Page
from storage_contracts.rows.user_row import UserCredentials, UserRow

from storage_clients.asking import find_one, translating
from storage_clients.data_service import DataService
from storage_clients.mapping.user_mapping import user_from_row
from storage_clients.paths import path_to, with_query

__all__ = ["HttpUsers"]

_COUNTED = 500
"""More administrators than these are not counted: nobody asks but whether there is another one."""


class HttpUsers:
    """Loads users from db_postgres_service.

    Args:
        service: db_postgres_service.
        with_passwords: Whether this process may read password hashes. Without, a user that is
            loaded by id has none, and must not be written back.
    """

    def __init__(self, service: DataService, *, with_passwords: bool = True) -> None:
        self._service = service
        self._with_passwords = with_passwords

    async def get(self, user_id: UUID) -> User | None:
        """See `Users.get`."""
        if self._with_passwords:
            path = path_to("user_credentials", user_id)
            return await find_one(self._service, path, UserCredentials, user_from_row)
        return await find_one(self._service, path_to("users", user_id), UserRow, user_from_row)

    async def by_email(self, email: Email) -> User | None:
        """See `Users.by_email`."""
        path = path_to("users", "by_email", email.value)
        return await find_one(self._service, path, UserCredentials, user_from_row)

    async def active_administrators(self) -> int:
        """See `Users.active_administrators`; 500 when there are more."""
        path = with_query(
            path_to("users"),
            [("role__eq", Role.ADMIN.value), ("is_active__eq", "true"), ("limit", _COUNTED)],
        )
        with translating(self._service.name):
            body = await self._service.read(path)
        return len(Page[UserRow].model_validate_json(body).items)
