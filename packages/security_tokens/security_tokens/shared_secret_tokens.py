"""Access tokens signed with a shared secret: until the API signs with keys of its own."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import jwt
from business_hexagon.application.ports.access_token_issuer import AccessToken
from business_hexagon.domain.identity.role import Role

__all__ = ["AccessClaims", "AccessTokens", "InvalidAccessTokenError"]

_ALGORITHM = "HS256"
_MIN_SECRET_BYTES = 32
_REQUIRED = ["iss", "aud", "sub", "role", "exp", "nbf", "iat", "jti"]


class InvalidAccessTokenError(Exception):
    """The token is not one of ours, not yet or no longer valid.

    Attributes:
        expired: True when the token was ours and has expired; everything else looks alike.
    """

    def __init__(self, *, expired: bool) -> None:
        super().__init__("the access token has expired" if expired else "invalid access token")
        self.expired = expired


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What a valid token says.

    Attributes:
        user_id: Who is acting.
        role: What they may do.
        token_id: The token's own id.
        expires_at: When it stops working, UTC.
    """

    user_id: UUID
    role: Role
    token_id: str
    expires_at: datetime


def _now() -> datetime:
    return datetime.now(UTC)


class AccessTokens:
    """Issues tokens (the port `AccessTokenIssuer`) and verifies them.

    Args:
        secret: Signing key of at least 32 bytes.
        issuer: Claim `iss`.
        audience: Claim `aud`.
        lifetime: How long a token works.
        remembered: Most verified tokens that are remembered, so that a client's next request
            costs a look-up instead of a signature check.
        clock: Returns the present moment, UTC.

    Raises:
        ValueError: The secret is too short.
    """

    def __init__(
        self,
        secret: str,
        *,
        issuer: str = "quintet",
        audience: str = "quintet_api",
        lifetime: timedelta = timedelta(minutes=15),
        remembered: int = 10_000,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._secret = secret.encode("utf-8")
        if len(self._secret) < _MIN_SECRET_BYTES:
            raise ValueError(f"the token secret must have at least {_MIN_SECRET_BYTES} bytes")
        self._issuer = issuer
        self._audience = audience
        self._lifetime = lifetime
        self._remembered = remembered
        self._clock = clock
        self._known: OrderedDict[str, AccessClaims] = OrderedDict()

    def issue(self, user_id: UUID, role: Role) -> AccessToken:
        """Return a new token for this user."""
        issued_at = self._clock().replace(microsecond=0)
        expires_at = issued_at + self._lifetime
        token = jwt.encode(
            {
                "iss": self._issuer,
                "aud": self._audience,
                "sub": str(user_id),
                "role": role.value,
                "iat": issued_at,
                "nbf": issued_at,
                "exp": expires_at,
                "jti": uuid4().hex,
            },
            self._secret,
            algorithm=_ALGORITHM,
            headers={"typ": "at+jwt"},
        )
        return AccessToken(token, expires_at)

    def verify(self, token: str) -> AccessClaims:
        """Return what a valid token says.

        Raises:
            InvalidAccessTokenError: It is not valid now.
        """
        claims = self._known.get(token)
        if claims is None:
            claims = self._decode(token)
            self._remember(token, claims)
        elif claims.expires_at <= self._clock():
            del self._known[token]
            raise InvalidAccessTokenError(expired=True)
        else:
            self._known.move_to_end(token)
        return claims

    def _remember(self, token: str, claims: AccessClaims) -> None:
        self._known[token] = claims
        if len(self._known) > self._remembered:
            self._known.popitem(last=False)

    def _decode(self, token: str) -> AccessClaims:
        try:
            # The times are checked below, against our own clock.
            payload = jwt.decode(
                token,
                self._secret,
                algorithms=[_ALGORITHM],
                audience=self._audience,
                issuer=self._issuer,
                options={
                    "require": _REQUIRED,
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
            claims = AccessClaims(
                user_id=UUID(payload["sub"]),
                role=Role(payload["role"]),
                token_id=str(payload["jti"]),
                expires_at=datetime.fromtimestamp(int(payload["exp"]), UTC),
            )
            valid_from = datetime.fromtimestamp(int(payload["nbf"]), UTC)
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, OSError) as error:
            raise InvalidAccessTokenError(expired=False) from error
        now = self._clock()
        if claims.expires_at <= now:
            raise InvalidAccessTokenError(expired=True)
        if valid_from > now:
            raise InvalidAccessTokenError(expired=False)
        return claims
