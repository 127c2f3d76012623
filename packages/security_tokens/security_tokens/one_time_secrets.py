"""Secrets of single-use tokens, computed from a key instead of stored."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from business_hexagon.domain.identity.one_time_token import OneTimePurpose

__all__ = ["HmacOneTimeSecrets"]

_FEWEST_CHARACTERS = 32


class HmacOneTimeSecrets:
    """Implements the port `OneTimeSecrets`.

    Args:
        key: At least 32 characters that only our business services know.

    Raises:
        ValueError: The key is too short.
    """

    def __init__(self, key: str) -> None:
        if len(key) < _FEWEST_CHARACTERS:
            raise ValueError(f"the one-time key needs at least {_FEWEST_CHARACTERS} characters")
        self._key = key.encode("utf-8")

    def secret_of(self, purpose: OneTimePurpose, token_id: UUID) -> str:
        """Return 43 characters of base64 for URLs."""
        message = f"{purpose.value}:{token_id.hex}".encode("ascii")
        digest = hmac.new(self._key, message, sha256).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

    def matches(self, purpose: OneTimePurpose, token_id: UUID, secret: str) -> bool:
        """Tell whether this is the secret, in a time that tells nothing."""
        right = self.secret_of(purpose, token_id).encode("ascii")
        return hmac.compare_digest(right, secret.encode("utf-8", "replace"))

    def __repr__(self) -> str:
        return "HmacOneTimeSecrets()"
