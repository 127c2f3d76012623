"""Password hashes (argon2id) and access tokens (JWT)."""

from security_tokens.access_tokens import AccessClaims, AccessTokens, InvalidAccessTokenError
from security_tokens.password_hasher import Argon2PasswordHasher

__all__ = ["AccessClaims", "AccessTokens", "Argon2PasswordHasher", "InvalidAccessTokenError"]
