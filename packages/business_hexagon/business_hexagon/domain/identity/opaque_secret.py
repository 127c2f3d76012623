"""Secrets that mean nothing, and what is kept of them."""

from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final

SECRET_BYTES: Final = 32


def new_secret() -> str:
    """Return 43 characters of base64 for URLs: 256 random bits."""
    # quintet: allow Q605 until 2027-09-30: chance decides nothing here; a port will give it
    return token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Return what is stored: SHA-256 in hexadecimal.

    A fast hash will do, because nobody can try out 256 random bits; passwords need a slow one.
    """
    return sha256(secret.encode()).hexdigest()


def is_hash_of(stored: str | None, secret_hash: str) -> bool:
    """Whether both are the same, in a time that tells nothing; nothing stored matches nothing."""
    return compare_digest(stored or "", secret_hash) and bool(stored)
