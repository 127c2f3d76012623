"""What is told about users; the password hash is in no event."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Flag, Moment, UserId

Email = Annotated[str, Field(examples=["ada@example.com"])]
Name = Annotated[str, Field(examples=["Ada Lovelace"])]
Role = Annotated[str, Field(examples=["customer"])]


class UserCreated(EventData):
    """A user exists from now on; one who came by a chat has no address."""

    user_id: UserId
    email: Email | None = None
    name: Name
    role: Role
    registration_source: Annotated[str, Field(examples=["api"])]


class UserUpdated(EventData):
    """The user's data after a change of any of them.

    The fields with a default came later, so that older records are still read.
    """

    user_id: UserId
    email: Email | None = None
    name: Name
    role: Role
    is_active: Flag
    email_verified: Flag = False
    email_verified_at: Moment | None = None
    sessions_valid_from: Moment | None = None


class UserPasswordChanged(EventData):
    """There is another password; neither it nor its hash is told."""

    user_id: UserId
    reason: Annotated[str, Field(examples=["reset"])]


class RegistrationRepeated(EventData):
    """Somebody tried to open a second account for this address."""

    user_id: UserId
    email: Email
    name: Name
