"""Tokens as an attacker writes them: any header, any claim, any signature."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping

from signed_tokens import SigningKeys

type Part = Mapping[str, object]


def encoded(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signing_input(header: Part, claims: Part) -> str:
    """The first two parts of a token."""
    return ".".join(encoded(json.dumps(dict(part)).encode()) for part in (header, claims))


def signed_with(keys: SigningKeys, header: Part, claims: Part) -> str:
    """A token whose signature is right, whatever else is wrong with it."""
    first = signing_input(header, claims)
    return f"{first}.{encoded(keys.current.private.sign(first.encode()))}"


def hmac_signed(secret: bytes, header: Part, claims: Part) -> str:
    """A token signed with a shared secret."""
    first = signing_input(header, claims)
    return f"{first}.{encoded(hmac.new(secret, first.encode(), hashlib.sha256).digest())}"


def unsigned(header: Part, claims: Part, signature: str = "") -> str:
    """A token without a signature, or with one of the attacker's fancy."""
    return f"{signing_input(header, claims)}.{signature}"


def parts_of(token: str) -> tuple[dict[str, object], dict[str, object]]:
    """Header and claims of a token, unverified."""
    decoded = [
        json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        for part in token.split(".")[:2]
    ]
    return decoded[0], decoded[1]
