"""Private keys: the first one signs, all of them verify."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import ValidationError

from signed_tokens.json_web_key import (
    PrivateKeySet,
    PrivateWebKey,
    PublicKeySet,
    base64url,
    raw_bytes,
)
from signed_tokens.key_errors import InvalidKeysError
from signed_tokens.verification_keys import VerificationKeys

__all__ = ["SigningKey", "SigningKeys", "new_private_key"]


class SigningKey:
    """One private key, ready to sign.

    Attributes:
        key_id: Its name.
        private: The key itself.
    """

    __slots__ = ("key_id", "private")

    def __init__(self, key_id: str, private: Ed25519PrivateKey) -> None:
        self.key_id = key_id
        self.private = private

    def __repr__(self) -> str:
        return f"SigningKey({self.key_id!r})"


class SigningKeys(VerificationKeys):
    """The keys of a private JWKS: the key set of one signer."""

    @property
    def current(self) -> SigningKey:
        """The key that signs now."""
        return self._current

    def public_jwks(self) -> str:
        """Return what others need to verify: the JWKS without secrets, the present one."""
        self.refresh()
        return self._jwks

    def __repr__(self) -> str:
        return f"SigningKeys({sorted(self._public)})"

    def _load(self, text: str) -> Mapping[str, Ed25519PublicKey]:
        try:
            keys = PrivateKeySet.model_validate_json(text).keys
            pairs = {key.kid: _private(key) for key in keys}
        except (ValidationError, ValueError):
            # Without the cause: what a validator says may hold a part of what it was given.
            raise InvalidKeysError("not a private JWKS of Ed25519 keys") from None
        if len(pairs) != len(keys):
            raise InvalidKeysError("two keys have the same kid")
        self._current = SigningKey(keys[0].kid, pairs[keys[0].kid])
        self._jwks = PublicKeySet(keys=[key.public() for key in keys]).model_dump_json(
            exclude={"keys": {"__all__": {"made_at"}}}
        )
        return {key_id: private.public_key() for key_id, private in pairs.items()}


def new_private_key(owner: str, made_at: datetime | None = None) -> PrivateWebKey:
    """Make a key.

    Args:
        owner: Whose it is: the name of a service, or `access` for user tokens.
        made_at: Now, unless a test says otherwise.
    """
    private = Ed25519PrivateKey.generate()
    return PrivateWebKey(
        kid=f"{owner}:{secrets.token_hex(6)}",
        x=base64url(private.public_key().public_bytes_raw()),
        d=base64url(private.private_bytes_raw()),
        made_at=made_at or datetime.now(UTC),
    )


def _private(key: PrivateWebKey) -> Ed25519PrivateKey:
    private = Ed25519PrivateKey.from_private_bytes(raw_bytes(key.d))
    if private.public_key().public_bytes_raw() != raw_bytes(key.x):
        raise ValueError("the two halves of a key do not belong together")
    return private
