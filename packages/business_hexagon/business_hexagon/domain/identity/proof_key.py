"""Proof key for code exchange (RFC 7636), S256 only: a stolen code is worth nothing alone."""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from business_hexagon.domain.errors import InvalidValue

METHOD: Final = "S256"
CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def checked_challenge(challenge: str, method: str) -> str:
    """The challenge, if its method hides the verifier.

    Raises:
        InvalidValue: another method than S256 (with `plain` a thief needs no verifier), or no
            SHA-256.
    """
    if method != METHOD:
        raise InvalidValue("code_challenge_method", f"must be {METHOD}")
    if CHALLENGE.fullmatch(challenge) is None:
        raise InvalidValue("code_challenge", "must be a SHA-256 in base64 for URLs")
    return challenge


def proves(verifier: str, challenge: str) -> bool:
    """Whether the challenge was made from this verifier."""
    if VERIFIER.fullmatch(verifier) is None:
        return False
    digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return compare_digest(digest, challenge)
