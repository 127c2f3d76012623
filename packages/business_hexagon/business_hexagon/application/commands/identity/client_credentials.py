"""What a program is told about itself, once."""

from dataclasses import dataclass, field

from business_hexagon.domain.identity.oauth_client import OAuthClient


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """A program with its new secret, which is shown once and kept nowhere.

    Attributes:
        client: the program.
        secret: what proves it; nothing for one that cannot keep a secret.
    """

    client: OAuthClient
    secret: str | None = field(repr=False)
