"""OAuth clients: programs that ask for tokens."""

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


class OAuthClientRow(WireModel):
    """A client as an administrator may see it; the hashes of its secrets are never part of it."""

    id: UUID
    client_id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$", examples=["web_shop"])]
    name: Annotated[str, Field(min_length=1, max_length=255, examples=["Web shop"])]
    is_confidential: Flag
    redirect_uris: Annotated[
        list[Annotated[str, Field(max_length=2048)]], Field(max_length=20)
    ] = []
    scopes: ScopeNames
    is_active: Flag
    version: Version
    created_at: Moment
    updated_at: Moment


class OAuthClientCredentials(OAuthClientRow):
    """A client with the hashes of its secrets: for its authentication only.

    The previous secret works beside the present one while a secret is being replaced.
    """

    secret_hash: Annotated[SecretHash | None, Field(repr=False)] = None
    previous_secret_hash: Annotated[SecretHash | None, Field(repr=False)] = None


class OAuthClientWrite(WireModel):
    """Inserts or replaces a client."""

    resource: Literal["oauth_client"] = "oauth_client"
    expected_version: ExpectedVersion
    row: OAuthClientCredentials
