"""Short-lived access tokens of people and machines: signed once, verified once, remembered."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from business_hexagon.application.ports.access_token_issuer import AccessToken
from signed_tokens import SigningKeys, sign

from security_tokens.access_token_verifier import (
    AUDIENCE,
    TOKEN_TYPE,
    AccessClaims,
    AccessTokenVerifier,
    InvalidAccessTokenError,
)

__all__ = [
    "ACCESS_TOKEN_LIFETIME",
    "AUDIENCE",
    "AccessClaims",
    "AccessTokens",
    "InvalidAccessTokenError",
]

ACCESS_TOKEN_LIFETIME: Final = timedelta(minutes=10)


def _now() -> datetime:
    return datetime.now(UTC)


class AccessTokens(AccessTokenVerifier):
    """Issues tokens (the port `AccessTokenIssuer`) and verifies them.

    Args:
        keys: The first signs, all verify.
        issuer: Claim `iss`: the address of the API.
        audience: Claim `aud`.
        lifetime: How long a token works.
        remembered: Most verified tokens that are remembered.
        clock: Returns the present moment, UTC.
    """

    def __init__(
        self,
        keys: SigningKeys,
        *,
        issuer: str,
        audience: str = AUDIENCE,
        lifetime: timedelta = ACCESS_TOKEN_LIFETIME,
        remembered: int = 10_000,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(keys, issuer=issuer, audience=audience, remembered=remembered, clock=clock)
        self._keys = keys
        self._audience = audience
        self._lifetime = lifetime

    def issue(
        self, subject: str, scopes: Collection[str], session_id: UUID | None, client_id: str
    ) -> AccessToken:
        """Return a new token.

        Args:
            subject: The user's id, or the client's when it acts for itself.
            scopes: What it may be used for.
            session_id: The user's session; None for a client.
            client_id: The client that asked.
        """
        self._keys.refresh()
        issued_at = self._clock().replace(microsecond=0)
        expires_at = issued_at + self._lifetime
        seconds = int(issued_at.timestamp())
        claims: dict[str, str | int | list[str]] = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": subject,
            "iat": seconds,
            "nbf": seconds,
            "exp": int(expires_at.timestamp()),
            "jti": uuid4().hex,
            "scope": " ".join(sorted(scopes)),
            "client_id": client_id,
        }
        if session_id is not None:
            claims["sid"] = session_id.hex
        return AccessToken(sign(self._keys.current, TOKEN_TYPE, claims), expires_at)

    def public_jwks(self) -> str:
        """Return the JWKS for `/.well-known/jwks.json`."""
        return self._keys.public_jwks()
