"""What is told about sessions; no secret and no hash of one is in any event."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Flag, Moment, UserId

SessionId = Annotated[UUID, Field(examples=["1f0c7a52-8888-6d10-b1a9-0242ac120002"])]


class SessionOpened(EventData):
    """Somebody logged in."""

    session_id: SessionId
    user_id: UserId
    client_id: Annotated[str, Field(examples=["quintet"])]
    scope: Annotated[tuple[str, ...], Field(examples=[["orders:place", "orders:read"]])]
    opened_at: Moment
    expires_at: Moment
    address: Annotated[str, Field(examples=["192.0.2.7"])]
    user_agent: Annotated[str, Field(examples=["quintet_demo"])]


class SessionRefreshed(EventData):
    """The session has a new secret; `by_grace` when the answer with the last one was lost."""

    session_id: SessionId
    refreshed_at: Moment
    by_grace: Flag


class SessionReauthenticated(EventData):
    """The person proved the password again within the session."""

    session_id: SessionId
    reauthenticated_at: Moment


class SessionRevoked(EventData):
    """The session is over before its time."""

    session_id: SessionId
    user_id: UserId
    reason: Annotated[str, Field(examples=["log_out"])]
    revoked_at: Moment
