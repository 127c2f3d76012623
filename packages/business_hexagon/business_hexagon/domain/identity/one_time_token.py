"""The one-time token: mailed, or handed to a program, and good for one thing once."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.identity.one_time_token_events import (
    AuthorizationCodeIssued,
    EmailVerificationRequested,
    OneTimeTokenEvent,
    OneTimeTokenUsed,
    PasswordResetRequested,
)
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


class OneTimePurpose(StrEnum):
    """What a token is good for; one made for another purpose is never accepted."""

    EMAIL_VERIFICATION = "email_verification"
    PASSWORD_RESET = "password_reset"  # noqa: S105  a purpose, not a password
    AUTHORIZATION_CODE = "authorization_code"


LIFETIMES: Final = {
    OneTimePurpose.EMAIL_VERIFICATION: timedelta(hours=24),
    OneTimePurpose.PASSWORD_RESET: timedelta(minutes=30),
    OneTimePurpose.AUTHORIZATION_CODE: timedelta(seconds=60),
}


class OneTimeToken(Aggregate[OneTimeTokenEvent]):
    """Permission for one act; its secret is computed from its id and purpose, never stored.

    Attributes:
        user_id: for whom.
        purpose: for what.
        expires_at: until when.
        used_at: when it was used; nothing before.
        payload: what the act needs, beside the stream: `email`, `present_email` and `password_key`
            for a verification, `email` and `password_key` for a reset, `client_id`,
            `redirect_uri`, `code_challenge`, `scope` and `password_key` for a code.
    """

    __slots__ = ("expires_at", "payload", "purpose", "used_at", "user_id")

    kind: ClassVar[str] = "one_time_token"
    user_id: UUID
    purpose: OneTimePurpose
    expires_at: datetime
    used_at: datetime | None
    payload: dict[str, str]

    @classmethod
    def for_email(cls, token_id: UUID, user: User, email: Email, now: datetime) -> Self:
        """Let the user prove that he reads the mail of this address, his present or a new one.

        It is bound to the present address and password, so that a change of either takes back
        every such token: else a thief who asked for another address while he knew the password
        could still take the account over after its owner chose a new one.
        """
        token = cls()
        token._record(
            EmailVerificationRequested(
                token_id=token_id,
                user_id=user.id,
                email=email.value,
                name=user.name,
                expires_at=now + LIFETIMES[OneTimePurpose.EMAIL_VERIFICATION],
            ),
        )
        token.payload = {
            "email": email.value,
            "present_email": present_email(user),
            "password_key": password_key(user),
        }
        return token

    @classmethod
    def for_password(cls, token_id: UUID, user: User, now: datetime) -> Self:
        """Let whoever reads the user's mail choose another password.

        It is bound to the present password, so that any change of it takes back every such token.

        Raises:
            WrongCredentials: the account was opened in a chat and has no address.
        """
        email = user.log_in_email().value
        token = cls()
        token._record(
            PasswordResetRequested(
                token_id=token_id,
                user_id=user.id,
                email=email,
                name=user.name,
                expires_at=now + LIFETIMES[OneTimePurpose.PASSWORD_RESET],
            ),
        )
        token.payload = {"email": email, "password_key": password_key(user)}
        return token

    @classmethod
    def for_client(
        cls, token_id: UUID, user_id: UUID, payload: dict[str, str], now: datetime
    ) -> Self:
        """Let a program open a session for the user; `payload` must name its `client_id`."""
        token = cls()
        token._record(
            AuthorizationCodeIssued(
                token_id=token_id,
                user_id=user_id,
                client_id=payload["client_id"],
                expires_at=now + LIFETIMES[OneTimePurpose.AUTHORIZATION_CODE],
            ),
        )
        token.payload = dict(payload)
        return token

    @classmethod
    def restore(
        cls,
        *,
        token_id: UUID,
        user_id: UUID,
        purpose: OneTimePurpose,
        expires_at: datetime,
        used_at: datetime | None,
        payload: dict[str, str],
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a token from its row."""
        token = cls()
        token.id = token_id
        token.user_id = user_id
        token.purpose = purpose
        token.expires_at = expires_at
        token.used_at = used_at
        token.payload = payload
        token._restored(version, created_at)
        return token

    @property
    def issued_at(self) -> datetime:
        """When it was made: how long each kind lives is fixed."""
        return self.expires_at - LIFETIMES[self.purpose]

    def works(self, now: datetime) -> bool:
        """Whether it was neither used nor has run out."""
        return self.used_at is None and now < self.expires_at

    def is_bound_to(self, user: User) -> bool:
        """Whether neither the user's address nor his password changed since it was mailed."""
        address = self.payload.get("present_email", self.payload["email"])
        return address == present_email(user) and self.payload["password_key"] == password_key(user)

    def use(self, now: datetime) -> None:
        """Never work again; the guard of the write lets one of two users through."""
        self._record(OneTimeTokenUsed(token_id=self.id, used_at=now))

    def _apply(self, event: OneTimeTokenEvent) -> None:
        if isinstance(event, OneTimeTokenUsed):
            self.used_at = event.used_at
            return
        self.id = event.token_id
        self.user_id = event.user_id
        self.purpose = _PURPOSES[type(event)]
        self.expires_at = event.expires_at
        self.used_at = None
        self.payload = {}


_PURPOSES: Final[dict[type[OneTimeTokenEvent], OneTimePurpose]] = {
    EmailVerificationRequested: OneTimePurpose.EMAIL_VERIFICATION,
    PasswordResetRequested: OneTimePurpose.PASSWORD_RESET,
    AuthorizationCodeIssued: OneTimePurpose.AUTHORIZATION_CODE,
}


def present_email(user: User) -> str:
    """The user's address, empty for an account that was opened in a chat."""
    return "" if user.email is None else user.email.value


def password_key(user: User) -> str:
    """A digest that changes with the user's password and tells nothing of it."""
    return hash_of(f"{user.id}:{user.password_hash}")
