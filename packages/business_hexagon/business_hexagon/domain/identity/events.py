"""What happens to a user. Field names are those of the published events."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCreated(DomainEvent):
    """A user exists from now on. The password hash stays out of every event.

    `registration_source` says where the account came from: `api`, `bot`, `bootstrap`. An account
    that was opened in a chat has no address.
    """

    event_type: ClassVar[str] = "user.created"

    user_id: UUID
    email: str | None
    name: str
    role: str
    registration_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUpdated(DomainEvent):
    """The user's data after a change of any of them.

    The fields with a default came later: an event without them is of a user whose address was
    never proven and who never logged out everywhere.
    """

    event_type: ClassVar[str] = "user.updated"

    user_id: UUID
    email: str | None
    name: str
    role: str
    is_active: bool
    email_verified: bool = False
    email_verified_at: datetime | None = None
    sessions_valid_from: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPasswordChanged(DomainEvent):
    """There is another password hash; `reason` is `changed`, `reset`, `rehashed` or `bootstrap`."""

    event_type: ClassVar[str] = "user.password_changed"
    publish: ClassVar[bool] = False

    user_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRepeated(DomainEvent):
    """Somebody tried to open a second account for this address: its owner is told, nobody else."""

    event_type: ClassVar[str] = "registration.repeated"

    user_id: UUID
    email: str
    name: str


type UserEvent = UserCreated | UserUpdated | UserPasswordChanged | RegistrationRepeated
