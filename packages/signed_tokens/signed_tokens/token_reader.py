"""Signed tokens: written with the current key, read with everything else refused.

Read by hand as far as the key is chosen, because that is where JWT is attacked: one algorithm,
three headers and no other, a key id that is looked up among ours and never followed. Signature
and claims are then PyJWT's.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import jwt
from jwt.utils import base64url_decode

from signed_tokens.key_errors import InvalidTokenError
from signed_tokens.signing_keys import SigningKey
from signed_tokens.verification_keys import VerificationKeys

__all__ = ["MAX_TOKEN_LENGTH", "ReadToken", "TokenReader", "sign"]

ALGORITHM: Final = "EdDSA"
MAX_TOKEN_LENGTH: Final = 4096
"""Longer ones are refused before anything of them is decoded."""

_SHAPE: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_HEADERS: Final = frozenset({"alg", "kid", "typ"})
_TIMES: Final = ("exp", "nbf", "iat")

type ClaimValue = str | int | list[str]


@dataclass(frozen=True, slots=True)
class ReadToken:
    """A token whose signature, type, audience and times are right.

    Attributes:
        key_id: The key that signed it.
        claims: Everything that it says.
        issued_at: Claim `iat`.
        expires_at: Claim `exp`.
    """

    key_id: str
    claims: Mapping[str, object]
    issued_at: datetime
    expires_at: datetime

    def text(self, claim: str) -> str:
        """Return a claim that must be a text.

        Raises:
            InvalidTokenError: It is missing, empty or something else.
        """
        value = self.claims.get(claim)
        if not isinstance(value, str) or not value:
            raise InvalidTokenError(f"claim {claim} is no text")
        return value


def now_utc() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def sign(key: SigningKey, token_type: str, claims: Mapping[str, ClaimValue]) -> str:
    """Return a token.

    Args:
        key: Signs it.
        token_type: Header `typ`, which keeps one kind of token from passing for another.
        claims: What it says; times in whole seconds.
    """
    headers = {"typ": token_type, "kid": key.key_id}
    return jwt.encode(dict(claims), key.private, algorithm=ALGORITHM, headers=headers)


class TokenReader:
    """Reads tokens of one type, for one audience.

    Args:
        keys: Those that may have signed.
        token_type: The only accepted header `typ`.
        audience: The only accepted claim `aud`.
        required: Claims that must be there beside aud, exp, nbf and iat.
        skew: By how much the clocks of signer and reader may differ.
        clock: Returns the present moment, UTC.
    """

    def __init__(
        self,
        keys: VerificationKeys,
        *,
        token_type: str,
        audience: str,
        required: frozenset[str],
        skew: timedelta = timedelta(0),
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._keys = keys
        self._type = token_type
        self._audience = audience
        self._required = sorted(required | {"aud", *_TIMES})
        self._skew = skew
        self._clock = clock

    def read(self, text: str) -> ReadToken:
        """Return what a token says.

        Raises:
            InvalidTokenError: It is not one that we accept now.
        """
        if len(text) > MAX_TOKEN_LENGTH:
            raise InvalidTokenError("too long")
        if _SHAPE.fullmatch(text) is None:
            raise InvalidTokenError("not three parts of base64url")
        key_id = self._key_id(text)
        key = self._keys.find(key_id)
        if key is None:
            raise InvalidTokenError("the key is not ours")
        try:
            claims: dict[str, object] = jwt.decode(
                text,
                key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                options={
                    "require": self._required,
                    "strict_aud": True,
                    # The times are checked below, against our own clock.
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise InvalidTokenError(type(error).__name__) from None
        expires_at, valid_from, issued_at = (_moment(claims, name) for name in _TIMES)
        now = self._clock()
        if expires_at <= now:
            raise InvalidTokenError("expired", expired=True)
        if max(valid_from, issued_at) > now + self._skew:
            raise InvalidTokenError("not valid yet")
        return ReadToken(key_id, claims, issued_at, expires_at)

    def _key_id(self, text: str) -> str:
        try:
            header: object = json.loads(base64url_decode(text.partition(".")[0]))
        except (ValueError, RecursionError):
            raise InvalidTokenError("the header is no JSON") from None
        if not isinstance(header, dict) or header.keys() != _HEADERS:
            raise InvalidTokenError("headers are alg, kid and typ, no more and no fewer")
        if header["alg"] != ALGORITHM:
            raise InvalidTokenError("another algorithm")
        if header["typ"] != self._type:
            raise InvalidTokenError("another type of token")
        key_id: object = header["kid"]
        if not isinstance(key_id, str):
            raise InvalidTokenError("the key id is no text")
        return key_id


def _moment(claims: Mapping[str, object], name: str) -> datetime:
    seconds = claims[name]
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise InvalidTokenError(f"claim {name} is no whole number")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise InvalidTokenError(f"claim {name} is no moment") from None
