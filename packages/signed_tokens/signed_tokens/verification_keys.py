"""Keys by their names, read again when their file is replaced."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from signed_tokens.key_errors import InvalidKeysError
from signed_tokens.key_source import KeySource

__all__ = ["VerificationKeys"]

_LOG = logging.getLogger("signed_tokens")


class VerificationKeys(ABC):
    """What `SigningKeys` and `PublicKeys` share; see `KeySource` for how it rotates.

    Attributes:
        generation: Counts how often the keys were replaced.

    Args:
        source: A JWKS.

    Raises:
        InvalidKeysError: It is none.
    """

    def __init__(self, source: KeySource) -> None:
        self._source = source
        self._public = self._load(source.read())
        self.generation = 1

    @classmethod
    def of_json(cls, text: str) -> Self:
        """Return the keys of a JWKS that never changes.

        Raises:
            InvalidKeysError: The text is none.
        """
        return cls(KeySource(text=text))

    def find(self, key_id: str) -> Ed25519PublicKey | None:
        """Return the key of exactly this name, None when it is not ours."""
        key = self._public.get(key_id)
        if key is None and self.refresh():
            key = self._public.get(key_id)
        return key

    def refresh(self) -> bool:
        """Read a replaced file; returns whether there are new keys."""
        if not self._source.is_replaced():
            return False
        try:
            self._public = self._load(self._source.read())
        except (OSError, InvalidKeysError):
            _LOG.exception("the replaced keys cannot be used; those before stay")
            return False
        self.generation += 1
        return True

    @abstractmethod
    def _load(self, text: str) -> Mapping[str, Ed25519PublicKey]:
        """Read a key set; nothing changes when it is none.

        Raises:
            InvalidKeysError: It is none.
        """
