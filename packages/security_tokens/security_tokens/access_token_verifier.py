"""Verifies access tokens with the public keys of whoever issued them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from signed_tokens import InvalidTokenError, ReadToken, Remembered, TokenReader, VerificationKeys

__all__ = [
    "AUDIENCE",
    "TOKEN_TYPE",
    "AccessClaims",
    "AccessTokenVerifier",
    "InvalidAccessTokenError",
]

AUDIENCE: Final = "quintet_api"
TOKEN_TYPE: Final = "at+jwt"  # noqa: S105  a name
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


class AccessTokenVerifier:
    """Tells what a token says, if it is one of the issuer's and valid now.

    A token with the claim `sid` is that of a user, its `sub` the user's id; one without is that of
    a client which acts for itself, its `sub` the client's id.

    Args:
        keys: Those that may have signed.
        issuer: Claim `iss`: the address of the API that issues tokens.
        audience: Claim `aud`.
        remembered: Most verified tokens that are remembered, so that a client's next request
            costs a look-up instead of a signature check.
        clock: Returns the present moment, UTC.
    """

    def __init__(
        self,
        keys: VerificationKeys,
        *,
        issuer: str,
        audience: str = AUDIENCE,
        remembered: int = 10_000,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._issuer = issuer
        self._clock = clock
        self._known: Remembered[str, AccessClaims] = Remembered(keys, remembered)
        self._reader = TokenReader(
            keys, token_type=TOKEN_TYPE, audience=audience, required=_REQUIRED, clock=clock
        )

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
