"""The identity of our services: short tokens, one audience each, signed with a key of their own."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from signed_tokens.key_errors import InvalidTokenError
from signed_tokens.remembered import Remembered
from signed_tokens.signing_keys import SigningKeys
from signed_tokens.token_reader import MAX_TOKEN_LENGTH, TokenReader, sign
from signed_tokens.verification_keys import VerificationKeys

__all__ = ["SERVICE_TOKEN_LIFETIME", "ServiceTokenIssuer", "ServiceTokenVerifier"]

SERVICE_TOKEN_LIFETIME: Final = timedelta(minutes=5)
_TYPE: Final = "service+jwt"
_RENEWED_AFTER: Final = 0.8
_SKEW: Final = timedelta(seconds=30)
_BEARER: Final = b"Bearer "
_MOST_BYTES: Final = len(_BEARER) + MAX_TOKEN_LENGTH


@dataclass(frozen=True, slots=True)
class _Ready:
    token: bytes
    header: tuple[bytes, bytes]
    renew_at: float


class ServiceTokenIssuer:
    """Says who this process is to a data service.

    Example::

        identity = ServiceTokenIssuer("api_service", SigningKeys(source))
        headers = (identity.header_for("db_postgres_service"),)

    Args:
        service: Name of this process; the key ids must begin with it.
        keys: Keys of this process.
        seconds: Present moment in seconds since the epoch.

    Raises:
        ValueError: The keys belong to another service.
    """

    def __init__(
        self, service: str, keys: SigningKeys, *, seconds: Callable[[], float] = time.time
    ) -> None:
        owner = keys.current.key_id.partition(":")[0]
        if owner != service:
            raise ValueError(f"the signing key of {service} belongs to {owner}")
        self.service = service
        self._keys = keys
        self._seconds = seconds
        self._ready: dict[str, _Ready] = {}

    def token_for(self, audience: str) -> bytes:
        """Return a token for one data service, the same one for most of its life."""
        return self._of(audience).token

    def header_for(self, audience: str) -> tuple[bytes, bytes]:
        """Return the header `Authorization` for one data service."""
        return self._of(audience).header

    def _of(self, audience: str) -> _Ready:
        ready = self._ready.get(audience)
        now = self._seconds()
        if ready is None or now >= ready.renew_at:
            ready = self._ready[audience] = self._make(audience, int(now))
        return ready

    def _make(self, audience: str, now: int) -> _Ready:
        self._keys.refresh()
        lifetime = int(SERVICE_TOKEN_LIFETIME.total_seconds())
        token = sign(
            self._keys.current,
            _TYPE,
            {
                "iss": self.service,
                "sub": self.service,
                "aud": audience,
                "iat": now,
                "nbf": now,
                "exp": now + lifetime,
                "jti": uuid4().hex,
            },
        ).encode("ascii")
        header = (b"Authorization", _BEARER + token)
        return _Ready(token, header, now + lifetime * _RENEWED_AFTER)


class ServiceTokenVerifier:
    """Tells which service is calling.

    Args:
        audience: Name of the data service that asks.
        keys: Public keys of all callers.
        remembered: Most verified headers that are remembered.
        seconds: Present moment in seconds since the epoch.
    """

    def __init__(
        self,
        audience: str,
        keys: VerificationKeys,
        *,
        remembered: int = 1000,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._seconds = seconds
        self._reader = TokenReader(
            keys,
            token_type=_TYPE,
            audience=audience,
            required=frozenset({"iss", "sub", "jti"}),
            skew=_SKEW,
            clock=lambda: datetime.fromtimestamp(seconds(), UTC),
        )
        self._known: Remembered[bytes, tuple[str, float]] = Remembered(keys, remembered)

    def caller(self, authorization: bytes) -> str:
        """Return the name of the service behind a header `Authorization`.

        Raises:
            InvalidTokenError: There is no acceptable token in it.
        """
        known = self._known.get(authorization)
        if known is not None:
            if known[1] > self._seconds():
                return known[0]
            self._known.drop(authorization)
            raise InvalidTokenError("expired", expired=True)
        known = self._read(authorization)
        self._known.put(authorization, known)
        return known[0]

    def _read(self, authorization: bytes) -> tuple[str, float]:
        if len(authorization) > _MOST_BYTES:
            raise InvalidTokenError("too long")
        if not authorization.startswith(_BEARER):
            raise InvalidTokenError("not a bearer token")
        token = self._reader.read(authorization[len(_BEARER) :].decode("latin-1"))
        service = token.text("iss")
        if token.text("sub") != service:
            raise InvalidTokenError("issuer and subject differ")
        if token.key_id.partition(":")[0] != service:
            raise InvalidTokenError("signed with the key of another service")
        token.text("jti")
        if token.expires_at - token.issued_at > SERVICE_TOKEN_LIFETIME:
            raise InvalidTokenError("valid for too long")
        return service, token.expires_at.timestamp()
