"""Passwords, access tokens and single-use secrets.

The keys are those of `signed_tokens`, which the data services share; they are named here too, for
whoever puts the API together.
"""

from signed_tokens import (
    KeySource,
    PublicKeys,
    ServiceTokenIssuer,
    ServiceTokenVerifier,
    SigningKeys,
)

from security_tokens.access_tokens import AccessClaims, AccessTokens, InvalidAccessTokenError
from security_tokens.password_hasher import Argon2PasswordHasher

__all__ = [
    "AccessClaims",
    "AccessTokens",
    "Argon2PasswordHasher",
    "InvalidAccessTokenError",
    "KeySource",
    "PublicKeys",
    "ServiceTokenIssuer",
    "ServiceTokenVerifier",
    "SigningKeys",
]
