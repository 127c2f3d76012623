"""What happens to a session. No event carries a secret or its hash."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened(DomainEvent):
    """Somebody logged in."""

    event_type: ClassVar[str] = "session.opened"

    session_id: UUID
    user_id: UUID
    client_id: str
    scope: tuple[str, ...]
    opened_at: datetime
    expires_at: datetime
    address: str
    user_agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRefreshed(DomainEvent):
    """The session has a new secret; `by_grace` when the answer with the last one was lost."""

    event_type: ClassVar[str] = "session.refreshed"
    publish: ClassVar[bool] = False

    session_id: UUID
    refreshed_at: datetime
    by_grace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReauthenticated(DomainEvent):
    """The person proved the password again within the session: it counts as opened now."""

    event_type: ClassVar[str] = "session.reauthenticated"
    publish: ClassVar[bool] = False

    session_id: UUID
    reauthenticated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRevoked(DomainEvent):
    """The session is over before its time."""

    event_type: ClassVar[str] = "session.revoked"

    session_id: UUID
    user_id: UUID
    reason: str
    revoked_at: datetime


type SessionEvent = SessionOpened | SessionRefreshed | SessionReauthenticated | SessionRevoked
