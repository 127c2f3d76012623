"""Tokens as a forger writes them: any header, any claims, any signature."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

type Sign = Callable[[bytes], bytes]


def forged(header: Mapping[str, object], claims: Mapping[str, object], sign: Sign) -> str:
    """A token with just this header, just these claims, signed like this."""
    text = f"{_part(header)}.{_part(claims)}"
    return f"{text}.{base64url(sign(text.encode()))}"


def parts_of(token: str) -> tuple[dict[str, object], dict[str, object]]:
    """Header and claims of a token."""
    header, claims, _ = token.split(".")
    return json.loads(_decoded(header)), json.loads(_decoded(claims))


def with_ed25519(key: Ed25519PrivateKey) -> Sign:
    """Sign with a private key."""
    return key.sign


def with_hmac(secret: bytes, algorithm: str = "sha256") -> Sign:
    """Sign with a shared secret: the public key, say."""
    return lambda text: hmac.new(secret, text, getattr(hashlib, algorithm)).digest()


def with_nothing(_text: bytes) -> bytes:
    """Do not sign."""
    return b""


def base64url(data: bytes) -> str:
    """Base64 as tokens have it."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _part(content: Mapping[str, object]) -> str:
    return base64url(json.dumps(content).encode())


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
