"""Ed25519 keys as JSON Web Keys (RFC 8037)."""

import base64
import binascii
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

__all__ = ["KEY_ID_PATTERN", "PrivateKeySet", "PrivateWebKey", "PublicKeySet", "PublicWebKey"]

KEY_ID_PATTERN = r"^[a-z][a-z0-9_]{0,62}:[a-z0-9]{1,32}$"
"""`<owner>:<anything>`: a key id is compared, never followed as a path, a query or an address."""

_RAW_BYTES = 32


class PublicWebKey(BaseModel):
    """The half that everybody may know.

    Attributes:
        kid: Name of the key.
        x: The public point, base64url.
        made_at: When the key was made, for pruning; not part of the standard.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    use: Literal["sig"] = "sig"
    alg: Literal["EdDSA"] = "EdDSA"
    kid: Annotated[str, Field(pattern=KEY_ID_PATTERN)]
    x: str
    made_at: AwareDatetime | None = None

    @property
    def owner(self) -> str:
        """Whose key it is."""
        return self.kid.partition(":")[0]


class PrivateWebKey(PublicWebKey):
    """Both halves.

    Attributes:
        d: The secret, base64url; not shown by `repr`.
    """

    d: Annotated[str, Field(repr=False)]

    def public(self) -> PublicWebKey:
        """Return the half that everybody may know."""
        return PublicWebKey.model_validate(self.model_dump(exclude={"d"}))


class PublicKeySet(BaseModel):
    """A JWKS without secrets."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    keys: Annotated[list[PublicWebKey], Field(min_length=1, max_length=200)]


class PrivateKeySet(BaseModel):
    """A JWKS with secrets; the first key signs."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    keys: Annotated[list[PrivateWebKey], Field(min_length=1, max_length=200)]


def raw_bytes(text: str) -> bytes:
    """Return the 32 bytes behind base64url without padding.

    Raises:
        ValueError: They are not 32 bytes.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("a key is not base64url") from error
    if len(raw) != _RAW_BYTES:
        raise ValueError("an Ed25519 key has 32 bytes")
    return raw


def base64url(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
