"""Public keys of those whose tokens we accept."""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError

from signed_tokens.json_web_key import PublicKeySet, raw_bytes
from signed_tokens.key_errors import InvalidKeysError
from signed_tokens.verification_keys import VerificationKeys

__all__ = ["PublicKeys"]


class PublicKeys(VerificationKeys):
    """The keys of a public JWKS."""

    def _load(self, text: str) -> Mapping[str, Ed25519PublicKey]:
        try:
            keys = PublicKeySet.model_validate_json(text).keys
            found = {key.kid: Ed25519PublicKey.from_public_bytes(raw_bytes(key.x)) for key in keys}
        except (ValidationError, ValueError):
            raise InvalidKeysError("not a public JWKS of Ed25519 keys") from None
        if len(found) != len(keys):
            raise InvalidKeysError("two keys have the same kid")
        return found
