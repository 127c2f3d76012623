"""Whose quota a request with a valid token is taken from."""

from collections.abc import Collection
from typing import Final

from rate_limits import Caller, Tier
from security_tokens.access_tokens import AccessClaims

_ADMIN_SCOPE: Final = "clients:write"
_STAFF_SCOPE: Final = "orders:override"


def caller_of_claims(claims: AccessClaims) -> Caller:
    """The caller that a token names; its signature is checked, its standing is not.

    The tier follows from the token's scopes, which are those of the role when it was issued, so
    that the limit need not wait for the standing. A token that has been revoked is refused by the
    authentication a moment later.
    """
    if claims.user_id is None:
        return Caller.machine(claims.client_id)
    return Caller.user(claims.subject, tier_of(claims.scopes))


def tier_of(scopes: Collection[str]) -> Tier:
    """How much the holder of such scopes may ask for."""
    if _ADMIN_SCOPE in scopes:
        return Tier.MACHINE
    return Tier.STAFF if _STAFF_SCOPE in scopes else Tier.USER
