"""Sessions: families of refresh tokens."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import (
    ExpectedVersion,
    Flag,
    Moment,
    ScopeNames,
    SecretHash,
    Version,
    WireModel,
)


class SessionRow(WireModel):
    """A session as its user may see it; the hashes of its secrets are never part of it."""

    id: UUID
    user_id: UUID
    client_id: Annotated[str, Field(max_length=64, examples=["web_shop"])]
    scope: ScopeNames
    rotated_at: Moment | None = None
    grace_spent: Flag = False
    opened_at: Moment
    last_used_at: Moment
    expires_at: Moment
    revoked_at: Moment | None = None
    revoked_reason: Annotated[str | None, Field(max_length=64)] = None
    address: Annotated[str, Field(max_length=64, examples=["192.0.2.7"])] = ""
    user_agent: Annotated[str, Field(max_length=255)] = ""
    version: Version
    created_at: Moment
    updated_at: Moment


class SessionCredentials(SessionRow):
    """A session with the hashes of its secrets: for a refresh only."""

    secret_hash: Annotated[SecretHash, Field(repr=False)]
    previous_hash: Annotated[SecretHash | None, Field(repr=False)] = None


class SessionWrite(WireModel):
    """Inserts or replaces a session."""

    resource: Literal["session"] = "session"
    expected_version: ExpectedVersion
    row: SessionCredentials
