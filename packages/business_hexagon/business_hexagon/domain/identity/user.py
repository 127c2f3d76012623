"""The user: an account with a role."""

from datetime import datetime
from typing import ClassVar, Final, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.identity.events import UserCreated, UserEvent, UserUpdated
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.text import checked_text

__all__ = ["Role", "User"]

NO_PASSWORD: Final = ""
"""Matches no password: what a user folded from events has."""


class User(Aggregate[UserEvent]):
    """An account.

    Attributes:
        email: the address that identifies it; unique.
        name: how to address the person.
        role: what the person may do.
        is_active: a closed account cannot log in.
        password_hash: kept beside the stream, because events never carry secrets; so a user folded
            from events has none.
    """

    __slots__ = ("email", "is_active", "name", "password_hash", "role")

    kind: ClassVar[str] = "user"
    email: Email
    name: str
    role: Role
    is_active: bool
    password_hash: str

    @classmethod
    def register(
        cls,
        *,
        user_id: UUID,
        email: Email,
        name: str,
        password_hash: str,
        registration_source: str,
        role: Role = Role.CUSTOMER,
    ) -> Self:
        """Open an account.

        Raises:
            InvalidValue: the name is empty, too long or holds control characters.
        """
        user = cls()
        user._record(
            UserCreated(
                user_id=user_id,
                email=email.value,
                name=_checked_name(name),
                role=role.value,
                registration_source=registration_source,
            ),
        )
        user.password_hash = password_hash
        return user

    @classmethod
    def restore(
        cls,
        *,
        user_id: UUID,
        email: Email,
        name: str,
        role: Role,
        is_active: bool,
        password_hash: str,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a user from its row."""
        user = cls()
        user.id = user_id
        user.email = email
        user.name = name
        user.role = role
        user.is_active = is_active
        user.password_hash = password_hash
        user._restored(version, created_at)
        return user

    def update_profile(self, *, email: Email | None = None, name: str | None = None) -> None:
        """Change what the user may change alone; what is None stays.

        Raises:
            InvalidValue: the name is empty, too long or holds control characters.
        """
        self._update(
            email=self.email if email is None else email,
            name=self.name if name is None else _checked_name(name),
            role=self.role,
            is_active=self.is_active,
        )

    def become_administrator(self, password_hash: str) -> None:
        """Take over the account as an open administrator's, with this password.

        The password is replaced too: whoever opened the account before must not inherit the role.
        """
        self._update(email=self.email, name=self.name, role=Role.ADMIN, is_active=True)
        self.password_hash = password_hash

    def _update(self, *, email: Email, name: str, role: Role, is_active: bool) -> None:
        before = (self.email, self.name, self.role, self.is_active)
        if before == (email, name, role, is_active):
            return
        self._record(
            UserUpdated(
                user_id=self.id,
                email=email.value,
                name=name,
                role=role.value,
                is_active=is_active,
            ),
        )

    def _apply(self, event: UserEvent) -> None:
        self.email = Email(event.email)
        self.name = event.name
        self.role = Role(event.role)
        if isinstance(event, UserCreated):
            self.id = event.user_id
            self.is_active = True
            self.password_hash = NO_PASSWORD
        else:
            self.is_active = event.is_active


def _checked_name(name: str) -> str:
    return checked_text("name", name, longest=255)
