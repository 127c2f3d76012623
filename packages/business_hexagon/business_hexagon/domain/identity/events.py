"""What happens to a user. Field names are those of the published events."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCreated(DomainEvent):
    """A user exists from now on. The password hash stays out of every event.

    `registration_source` says where the account came from: `api`, `bot`, `bootstrap`.
    """

    event_type: ClassVar[str] = "user.created"

    user_id: UUID
    email: str
    name: str
    role: str
    registration_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUpdated(DomainEvent):
    """The user's data after a change of any of them."""

    event_type: ClassVar[str] = "user.updated"

    user_id: UUID
    email: str
    name: str
    role: str
    is_active: bool


type UserEvent = UserCreated | UserUpdated
