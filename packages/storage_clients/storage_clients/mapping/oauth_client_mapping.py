"""OAuth clients."""

from datetime import datetime
from typing import Final

from business_hexagon.domain.identity.oauth_client import LONGEST_ID, SHAPE, OAuthClient
from business_hexagon.domain.identity.scope import Scope
from storage_contracts.rows.oauth_client_row import (
    OAuthClientCredentials,
    OAuthClientRow,
    OAuthClientWrite,
)

__all__ = [
    "is_client_id",
    "known_scopes",
    "oauth_client_from_row",
    "oauth_client_row",
    "oauth_client_write",
]

_SCOPES: Final = frozenset(scope.value for scope in Scope)


def is_client_id(text: str) -> bool:
    """Whether a program could call itself so; nothing else is worth asking for."""
    return len(text) <= LONGEST_ID and SHAPE.fullmatch(text) is not None


def known_scopes(names: list[str]) -> frozenset[Scope]:
    """The scopes with these names; one that this release does not know allows nothing."""
    return frozenset(Scope(name) for name in names if name in _SCOPES)


def oauth_client_from_row(row: OAuthClientCredentials) -> OAuthClient:
    """Rebuild a client."""
    return OAuthClient.restore(
        oauth_client_id=row.id,
        client_id=row.client_id,
        name=row.name,
        is_confidential=row.is_confidential,
        secret_hash=row.secret_hash,
        previous_secret_hash=row.previous_secret_hash,
        redirect_uris=tuple(row.redirect_uris),
        scopes=known_scopes(row.scopes),
        is_active=row.is_active,
        version=row.version,
        created_at=row.created_at,
    )


def oauth_client_row(client: OAuthClient, now: datetime) -> OAuthClientRow:
    """The row that a client's events lead to, without the hashes, which no event has."""
    return OAuthClientRow(
        id=client.id,
        client_id=client.client_id,
        name=client.name,
        is_confidential=client.is_confidential,
        redirect_uris=list(client.redirect_uris),
        scopes=sorted(client.scopes),
        is_active=client.is_active,
        version=client.version,
        created_at=client.created_at or now,
        updated_at=now,
    )


def oauth_client_write(client: OAuthClient, now: datetime) -> OAuthClientWrite:
    """What a client's pending events change."""
    return OAuthClientWrite(
        expected_version=client.loaded_version,
        row=OAuthClientCredentials(
            **vars(oauth_client_row(client, now)),
            secret_hash=client.secret_hash,
            previous_secret_hash=client.previous_secret_hash,
        ),
    )
