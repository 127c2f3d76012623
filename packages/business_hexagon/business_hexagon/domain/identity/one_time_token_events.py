"""What happens to a one-time token. The secret is in no event: it is computed from the id."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailVerificationRequested(DomainEvent):
    """Somebody has to prove that he reads the mail of this address."""

    event_type: ClassVar[str] = "email_verification.requested"

    token_id: UUID
    user_id: UUID
    email: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordResetRequested(DomainEvent):
    """Somebody says that he forgot the password of this account."""

    event_type: ClassVar[str] = "password_reset.requested"

    token_id: UUID
    user_id: UUID
    email: str
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationCodeIssued(DomainEvent):
    """Somebody let a program act for him."""

    event_type: ClassVar[str] = "authorization_code.issued"
    publish: ClassVar[bool] = False

    token_id: UUID
    user_id: UUID
    client_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeTokenUsed(DomainEvent):
    """The token works no more."""

    event_type: ClassVar[str] = "one_time_token.used"
    publish: ClassVar[bool] = False

    token_id: UUID
    used_at: datetime


type OneTimeTokenEvent = (
    EmailVerificationRequested | PasswordResetRequested | AuthorizationCodeIssued | OneTimeTokenUsed
)
