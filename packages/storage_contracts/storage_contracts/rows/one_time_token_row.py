"""Tokens that work once: address verification, password reset, authorization codes."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import ExpectedVersion, Moment, Version, WireModel

OneTimePurpose = Literal["email_verification", "password_reset", "authorization_code"]


class OneTimeTokenRow(WireModel):
    """A token without what it is bound to; its secret is nowhere stored, but computed."""

    id: UUID
    user_id: UUID
    purpose: OneTimePurpose
    expires_at: Moment
    used_at: Moment | None = None
    version: Version
    created_at: Moment
    updated_at: Moment


class OneTimeTokenCredentials(OneTimeTokenRow):
    """A token with what it is bound to, a digest of a password among it: for its use only."""

    payload: Annotated[
        dict[
            Annotated[str, Field(max_length=64)],
            Annotated[str, Field(max_length=2048)],
        ],
        Field(max_length=20, repr=False),
    ] = {}


class OneTimeTokenWrite(WireModel):
    """Inserts or replaces a token."""

    resource: Literal["one_time_token"] = "one_time_token"
    expected_version: ExpectedVersion
    row: OneTimeTokenCredentials
