"""The user: an account with a role."""

from datetime import datetime
from typing import ClassVar, Final, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.identity.errors import WrongCredentials
from business_hexagon.domain.identity.events import (
    RegistrationRepeated,
    UserCreated,
    UserEvent,
    UserPasswordChanged,
    UserUpdated,
)
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.text import checked_text

__all__ = ["Role", "User", "checked_name", "is_session_accepted"]

NO_PASSWORD: Final = ""
"""Matches no password: what a user folded from events has."""


class User(Aggregate[UserEvent]):
    """An account.

    Attributes:
        email: the address that identifies it, unique; nothing for an account that was opened in a
            chat, which nobody can log in to.
        name: how to address the person.
        role: what the person may do.
        is_active: a closed account cannot log in.
        password_hash: kept beside the stream, because events never carry secrets; so a user folded
            from events has none.
        email_verified_at: when the person proved to read mail at the address; nothing before.
        sessions_valid_from: sessions opened before this moment are closed; nothing closes none.
    """

    __slots__ = (
        "email",
        "email_verified_at",
        "is_active",
        "name",
        "password_hash",
        "role",
        "sessions_valid_from",
    )

    kind: ClassVar[str] = "user"
    email: Email | None
    name: str
    role: Role
    is_active: bool
    password_hash: str
    email_verified_at: datetime | None
    sessions_valid_from: datetime | None

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
                name=checked_name(name),
                role=role.value,
                registration_source=registration_source,
            ),
        )
        user.password_hash = password_hash
        return user

    @classmethod
    def open_in_chat(cls, *, user_id: UUID, name: str) -> Self:
        """Open a customer's account for whoever holds a chat: no address, no password.

        Raises:
            InvalidValue: the name is empty, too long or holds control characters.
        """
        user = cls()
        user._record(
            UserCreated(
                user_id=user_id,
                email=None,
                name=checked_name(name),
                role=Role.CUSTOMER.value,
                registration_source="bot",
            ),
        )
        return user

    @classmethod
    def restore(
        cls,
        *,
        user_id: UUID,
        email: Email | None,
        name: str,
        role: Role,
        is_active: bool,
        password_hash: str,
        version: int,
        email_verified_at: datetime | None = None,
        sessions_valid_from: datetime | None = None,
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
        user.email_verified_at = email_verified_at
        user.sessions_valid_from = sessions_valid_from
        user._restored(version, created_at)
        return user

    def accepts_session(self, opened_at: datetime) -> bool:
        """Whether a session opened at this moment may still be used."""
        return is_session_accepted(
            opened_at, is_active=self.is_active, valid_from=self.sessions_valid_from
        )

    def log_in_email(self) -> Email:
        """The address to log in with.

        Raises:
            WrongCredentials: the account was opened in a chat: no password is right for it.
        """
        if self.email is None:
            raise WrongCredentials
        return self.email

    def rename(self, name: str) -> None:
        """Change how to address the person.

        Raises:
            InvalidValue: the name is empty, too long or holds control characters.
        """
        self._update(name=checked_name(name))

    def verify_email(self, email: Email, now: datetime) -> None:
        """Take the address as proven: whoever answers reads its mail. It may be a new one."""
        if self.email != email or self.email_verified_at is None:
            self._update(email=email, email_verified_at=now)

    def change_role(self, role: Role) -> None:
        """Let the person do more, or less; sessions stay open and notice within seconds."""
        self._update(role=role)

    def deactivate(self, now: datetime) -> None:
        """Close the account and every session of it; once is enough."""
        if self.is_active:
            self._update(is_active=False, sessions_valid_from=now)

    def activate(self) -> None:
        """Open the account again; its old sessions stay closed."""
        self._update(is_active=True)

    def close_sessions(self, now: datetime) -> None:
        """Close every session that was opened before now."""
        self._update(sessions_valid_from=now)

    def change_password(self, password_hash: str, reason: str = "changed") -> None:
        """Have another password."""
        self._record(UserPasswordChanged(user_id=self.id, reason=reason))
        self.password_hash = password_hash

    def rehash(self, password_hash: str) -> None:
        """Keep the same password under a stronger hash."""
        self.change_password(password_hash, "rehashed")

    def repeat_registration(self, email: Email) -> None:
        """Note that somebody wanted a second account for this address, which is this user's."""
        self._record(
            RegistrationRepeated(user_id=self.id, email=email.value, name=self.name),
        )

    def become_administrator(self, password_hash: str, now: datetime) -> None:
        """Take over the account as an open administrator's, with this password.

        The password is replaced and every session closed: whoever opened the account before must
        not inherit the role.
        """
        self._update(
            role=Role.ADMIN, is_active=True, email_verified_at=now, sessions_valid_from=now
        )
        self.change_password(password_hash, "bootstrap")

    def _update(
        self,
        *,
        email: Email | None = None,
        name: str | None = None,
        role: Role | None = None,
        is_active: bool | None = None,
        email_verified_at: datetime | None = None,
        sessions_valid_from: datetime | None = None,
    ) -> None:
        """Record what is given; what is None stays, and nothing new records nothing."""
        verified_at = email_verified_at or self.email_verified_at
        updated = UserUpdated(
            user_id=self.id,
            email=_text(email or self.email),
            name=name or self.name,
            role=(role or self.role).value,
            is_active=self.is_active if is_active is None else is_active,
            email_verified=verified_at is not None,
            email_verified_at=verified_at,
            sessions_valid_from=sessions_valid_from or self.sessions_valid_from,
        )
        if updated != self._as_updated():
            self._record(updated)

    def _as_updated(self) -> UserUpdated:
        return UserUpdated(
            user_id=self.id,
            email=_text(self.email),
            name=self.name,
            role=self.role.value,
            is_active=self.is_active,
            email_verified=self.email_verified_at is not None,
            email_verified_at=self.email_verified_at,
            sessions_valid_from=self.sessions_valid_from,
        )

    def _apply(self, event: UserEvent) -> None:
        match event:
            case UserCreated():
                self.id = event.user_id
                self.email = _email(event.email)
                self.name = event.name
                self.role = Role(event.role)
                self.is_active = True
                self.password_hash = NO_PASSWORD
                self.email_verified_at = None
                self.sessions_valid_from = None
            case UserUpdated():
                self.email = _email(event.email)
                self.name = event.name
                self.role = Role(event.role)
                self.is_active = event.is_active
                self.email_verified_at = event.email_verified_at
                self.sessions_valid_from = event.sessions_valid_from
            case _:
                # Neither another password nor a repeated registration changes what a stream tells.
                pass


def is_session_accepted(
    opened_at: datetime, *, is_active: bool, valid_from: datetime | None
) -> bool:
    """Whether what was proven at this moment still counts for an account that stands so."""
    return is_active and (valid_from is None or opened_at >= valid_from)


def _email(text: str | None) -> Email | None:
    return None if text is None else Email(text)


def _text(email: Email | None) -> str | None:
    return None if email is None else email.value


def checked_name(name: str) -> str:
    """The name without surrounding blanks.

    Raises:
        InvalidValue: it is empty, too long or holds control characters.
    """
    return checked_text("name", name, longest=255)
