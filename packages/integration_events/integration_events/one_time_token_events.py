"""What is told about one-time tokens; the secret is in no event, mailers compute it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Moment, UserId

TokenId = Annotated[UUID, Field(examples=["1f0c7a52-9999-6d10-b1a9-0242ac120002"])]
Email = Annotated[str, Field(examples=["ada@example.com"])]
Name = Annotated[str, Field(examples=["Ada Lovelace"])]


class EmailVerificationRequested(EventData):
    """Somebody has to prove that he reads the mail of this address."""

    token_id: TokenId
    user_id: UserId
    email: Email
    name: Name
    expires_at: Moment


class PasswordResetRequested(EventData):
    """Somebody says that he forgot the password of this account."""

    token_id: TokenId
    user_id: UserId
    email: Email
    name: Name
    expires_at: Moment


class AuthorizationCodeIssued(EventData):
    """Somebody let a program act for him."""

    token_id: TokenId
    user_id: UserId
    client_id: Annotated[str, Field(examples=["web_shop"])]
    expires_at: Moment


class OneTimeTokenUsed(EventData):
    """The token works no more."""

    token_id: TokenId
    used_at: Moment
