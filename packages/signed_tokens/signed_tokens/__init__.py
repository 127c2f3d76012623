"""Ed25519 keys that rotate, tokens signed with them, and the identity of our services."""

from signed_tokens.json_web_key import PrivateKeySet, PrivateWebKey, PublicKeySet, PublicWebKey
from signed_tokens.key_errors import InvalidKeysError, InvalidTokenError
from signed_tokens.key_source import KeySource
from signed_tokens.public_keys import PublicKeys
from signed_tokens.published_keys import PublishedKeys
from signed_tokens.remembered import Remembered
from signed_tokens.service_tokens import (
    SERVICE_TOKEN_LIFETIME,
    ServiceTokenIssuer,
    ServiceTokenVerifier,
)
from signed_tokens.signing_keys import SigningKey, SigningKeys, new_private_key
from signed_tokens.token_reader import MAX_TOKEN_LENGTH, ReadToken, TokenReader, sign
from signed_tokens.verification_keys import VerificationKeys

__all__ = [
    "MAX_TOKEN_LENGTH",
    "SERVICE_TOKEN_LIFETIME",
    "InvalidKeysError",
    "InvalidTokenError",
    "KeySource",
    "PrivateKeySet",
    "PrivateWebKey",
    "PublicKeySet",
    "PublicKeys",
    "PublicWebKey",
    "PublishedKeys",
    "ReadToken",
    "Remembered",
    "ServiceTokenIssuer",
    "ServiceTokenVerifier",
    "SigningKey",
    "SigningKeys",
    "TokenReader",
    "VerificationKeys",
    "new_private_key",
    "sign",
]
