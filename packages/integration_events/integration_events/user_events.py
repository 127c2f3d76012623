"""What is told about users; the password hash is in no event."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Flag, UserId

Email = Annotated[str, Field(examples=["ada@example.com"])]
Name = Annotated[str, Field(examples=["Ada Lovelace"])]
Role = Annotated[str, Field(examples=["customer"])]


class UserCreated(EventData):
    """A user exists from now on."""

    user_id: UserId
    email: Email
    name: Name
    role: Role
    registration_source: Annotated[str, Field(examples=["api"])]


class UserUpdated(EventData):
    """The user's data after a change of any of them."""

    user_id: UserId
    email: Email
    name: Name
    role: Role
    is_active: Flag
