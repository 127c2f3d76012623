"""Short-lived access tokens of people and machines: signed once, verified once, remembered."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from business_hexagon.application.ports.access_token_issuer import AccessToken
from signed_tokens import InvalidTokenError, ReadToken, Remembered, SigningKeys, TokenReader, sign

__all__ = [
    "ACCESS_TOKEN_LIFETIME",
    "AUDIENCE",
    "AccessClaims",
    "AccessTokens",
    "InvalidAccessTokenError",
]

ACCESS_TOKEN_LIFETIME: Final = timedelta(minutes=10)
AUDIENCE: Final = "quintet_api"
_TYPE: Final = "at+jwt"
_REQUIRED: Final = frozenset({"iss", "sub", "jti", "scope", "client_id"})


class InvalidAccessTokenError(Exception):
    """The token is not one of ours, not yet or no longer valid.

    Attributes:
        reason: Why, for logs and tests; whoever sent it learns only whether it has expired.
        expired: True when the token was ours and has expired; everything else looks alike.
    """

    def __init__(self, reason: str = "", *, expired: bool) -> None:
        super().__init__("the access token has expired" if expired else "invalid access token")
        self.reason = reason
        self.expired = expired


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What a valid token says.

    Attributes:
        subject: Who acts: the id of a user, or the id of a client that acts for itself.
        user_id: The user; None when a client acts for itself.
        client_id: The client that the token was issued to.
        session_id: The session of the user that the token belongs to.
        scopes: What the token may be used for, at most.
        issued_at: When it was issued, UTC.
        expires_at: When it stops working, UTC.
        token_id: The token's own id.
    """

    subject: str
    user_id: UUID | None
    client_id: str
    session_id: UUID | None
    scopes: frozenset[str]
    issued_at: datetime
    expires_at: datetime
    token_id: str


def _now() -> datetime:
    return datetime.now(UTC)


class AccessTokens:
    """Issues tokens (the port `AccessTokenIssuer`) and verifies them.

    A token with the claim `sid` is that of a user, its `sub` the user's id; one without is that of
    a client which acts for itself, its `sub` the client's id.

    Args:
        keys: The first signs, all verify.
        issuer: Claim `iss`: the address of the API.
        audience: Claim `aud`.
        lifetime: How long a token works.
        remembered: Most verified tokens that are remembered, so that a client's next request
            costs a look-up instead of a signature check.
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
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._lifetime = lifetime
        self._clock = clock
        self._known: Remembered[str, AccessClaims] = Remembered(keys, remembered)
        self._reader = TokenReader(
            keys, token_type=_TYPE, audience=audience, required=_REQUIRED, clock=clock
        )

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
        return AccessToken(sign(self._keys.current, _TYPE, claims), expires_at)

    def verify(self, token: str) -> AccessClaims:
        """Return what a valid token says.

        Raises:
            InvalidAccessTokenError: It is not valid now.
        """
        claims = self._known.get(token)
        if claims is None:
            claims = self._read(token)
            self._known.put(token, claims)
        elif claims.expires_at <= self._clock():
            self._known.drop(token)
            raise InvalidAccessTokenError("expired", expired=True)
        return claims

    def public_jwks(self) -> str:
        """Return the JWKS for `/.well-known/jwks.json`."""
        return self._keys.public_jwks()

    def _read(self, text: str) -> AccessClaims:
        try:
            return self._claims(self._reader.read(text))
        except InvalidTokenError as error:
            raise InvalidAccessTokenError(error.reason, expired=error.expired) from None

    def _claims(self, token: ReadToken) -> AccessClaims:
        if token.text("iss") != self._issuer:
            raise InvalidTokenError("another issuer")
        scope, session = token.claims["scope"], token.claims.get("sid")
        if not isinstance(scope, str):
            raise InvalidTokenError("claim scope is no text")
        subject = token.text("sub")
        session_id = None if session is None else _uuid(session)
        return AccessClaims(
            subject=subject,
            user_id=None if session_id is None else _uuid(subject),
            client_id=token.text("client_id"),
            session_id=session_id,
            scopes=frozenset(scope.split()),
            issued_at=token.issued_at,
            expires_at=token.expires_at,
            token_id=token.text("jti"),
        )


def _uuid(value: object) -> UUID:
    if not isinstance(value, str):
        raise InvalidTokenError("an id is no text")
    try:
        return UUID(value)
    except ValueError:
        raise InvalidTokenError("an id is no UUID") from None
