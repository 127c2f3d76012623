"""Users."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import ExpectedVersion, Flag, Moment, Version, WireModel

UserRole = Literal["customer", "support", "staff", "admin"]


class UserRow(WireModel):
    """A user as anybody may read it; the password hash is never part of it.

    An account that was opened in a chat has no address. What was issued to the user before
    `sessions_valid_from` counts no more.
    """

    id: UUID
    email: Annotated[str | None, Field(max_length=254, examples=["ada@example.com"])] = None
    name: Annotated[str, Field(max_length=255, examples=["Ada Lovelace"])]
    role: UserRole
    is_active: Flag
    email_verified_at: Moment | None = None
    sessions_valid_from: Moment | None = None
    version: Version
    created_at: Moment
    updated_at: Moment


class UserCredentials(UserRow):
    """A user with the password hash: for log in only."""

    password_hash: Annotated[str, Field(max_length=512, repr=False)]


class UserWrite(WireModel):
    """Inserts or replaces a user."""

    resource: Literal["user"] = "user"
    expected_version: ExpectedVersion
    row: UserCredentials
