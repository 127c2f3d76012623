"""Which row each kind of aggregate of identity is kept in."""

from datetime import datetime

from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.user import User
from storage_contracts.atomic_write import RowWrite

from storage_clients.mapping.oauth_client_mapping import oauth_client_write
from storage_clients.mapping.one_time_token_mapping import one_time_token_write
from storage_clients.mapping.session_mapping import session_write
from storage_clients.mapping.user_mapping import user_write

__all__ = ["identity_row_write"]


def identity_row_write(
    aggregate: User | Session | OneTimeToken | OAuthClient, now: datetime
) -> RowWrite:
    """Return the row that an aggregate's pending events lead to."""
    match aggregate:
        case User():
            return user_write(aggregate, now)
        case Session():
            return session_write(aggregate, now)
        case OneTimeToken():
            return one_time_token_write(aggregate, now)
        case OAuthClient():
            return oauth_client_write(aggregate, now)
