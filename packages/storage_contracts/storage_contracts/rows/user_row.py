"""Users."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import ExpectedVersion, Moment, Version, WireModel


class UserRow(WireModel):
    """A user as anybody may read it; the password hash is never part of it."""

    id: UUID
    email: Annotated[str, Field(max_length=254, examples=["ada@example.com"])]
    name: Annotated[str, Field(max_length=255, examples=["Ada Lovelace"])]
    role: Literal["customer", "staff", "admin"]
    is_active: bool
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
