"""Public keys of those whose tokens we accept."""

import logging
from typing import Protocol, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError

from signed_tokens.json_web_key import PublicKeySet, raw_bytes
from signed_tokens.key_errors import InvalidKeysError
from signed_tokens.key_source import KeySource

__all__ = ["PublicKeys", "VerificationKeys"]

_LOG = logging.getLogger("signed_tokens")


class VerificationKeys(Protocol):
    """Keys by their names; `SigningKeys` and `PublicKeys` are such."""

    generation: int
    """Counts how often the keys were replaced."""

    def find(self, key_id: str) -> Ed25519PublicKey | None:
        """Return the key of exactly this name, None when it is not ours."""
        ...

    def refresh(self) -> bool:
        """Read a replaced file; returns whether there are new keys."""
        ...


class PublicKeys:
    """A public JWKS; see `KeySource` for how it rotates.

    Args:
        source: A public JWKS.

    Raises:
        InvalidKeysError: It is none.
    """

    def __init__(self, source: KeySource) -> None:
        self._source = source
        self.generation = 0
        self._load(source.read())

    @classmethod
    def of_json(cls, text: str) -> Self:
        """Return the keys of a JWKS that never changes.

        Raises:
            InvalidKeysError: The text is none.
        """
        return cls(KeySource(text=text))

    def find(self, key_id: str) -> Ed25519PublicKey | None:
        """Return the key of exactly this name, None when it is not known."""
        key = self._keys.get(key_id)
        if key is None and self.refresh():
            key = self._keys.get(key_id)
        return key

    def refresh(self) -> bool:
        """Read a replaced file; returns whether there are new keys."""
        if not self._source.is_replaced():
            return False
        try:
            self._load(self._source.read())
        except (OSError, InvalidKeysError):
            _LOG.exception("the replaced public keys cannot be used; those before stay")
            return False
        return True

    def _load(self, text: str) -> None:
        try:
            keys = PublicKeySet.model_validate_json(text).keys
            found = {key.kid: Ed25519PublicKey.from_public_bytes(raw_bytes(key.x)) for key in keys}
        except (ValidationError, ValueError):
            raise InvalidKeysError("not a public JWKS of Ed25519 keys") from None
        if len(found) != len(keys):
            raise InvalidKeysError("two keys have the same kid")
        self._keys = found
        self.generation += 1
