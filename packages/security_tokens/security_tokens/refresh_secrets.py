"""Secrets of refresh tokens that only the holder of a key can make."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

__all__ = ["HmacRefreshSecrets"]

_FEWEST_CHARACTERS = 32
_HALF_BYTES = 16


class HmacRefreshSecrets:
    """Implements the port `RefreshSecrets`.

    Args:
        key: At least 32 characters that only our business services know.

    Raises:
        ValueError: The key is too short.
    """

    def __init__(self, key: str) -> None:
        if len(key) < _FEWEST_CHARACTERS:
            raise ValueError(f"the key of secrets needs at least {_FEWEST_CHARACTERS} characters")
        self._key = key.encode("utf-8")

    def new(self, session_id: UUID) -> str:
        """Return 43 characters of base64 for URLs."""
        random = token_bytes(_HALF_BYTES)
        return urlsafe_b64encode(random + self._check(session_id, random)).rstrip(b"=").decode()

    def is_genuine(self, session_id: UUID, secret: str) -> bool:
        """Tell whether we made this secret for this session."""
        try:
            halves = urlsafe_b64decode(f"{secret}=")
        except ValueError:  # no base64, or not of 43 characters
            return False
        random, check = halves[:_HALF_BYTES], halves[_HALF_BYTES:]
        return hmac.compare_digest(check, self._check(session_id, random))

    def _check(self, session_id: UUID, random: bytes) -> bytes:
        # The word keeps it apart from the mailed tokens of the same key.
        message = b"refresh:" + session_id.bytes + random
        return hmac.new(self._key, message, sha256).digest()[:_HALF_BYTES]

    def __repr__(self) -> str:
        return "HmacRefreshSecrets()"
