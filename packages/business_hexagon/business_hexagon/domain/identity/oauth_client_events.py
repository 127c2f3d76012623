"""What happens to a program that asks for tokens. No event carries a secret or its hash."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClientCreated(DomainEvent):
    """A program is known from now on."""

    event_type: ClassVar[str] = "oauth_client.created"
    publish: ClassVar[bool] = False

    oauth_client_id: UUID
    client_id: str
    name: str
    is_confidential: bool
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClientUpdated(DomainEvent):
    """It has a new secret, or is switched off; `change` says which."""

    event_type: ClassVar[str] = "oauth_client.updated"
    publish: ClassVar[bool] = False

    oauth_client_id: UUID
    client_id: str
    is_active: bool
    change: str


type OAuthClientEvent = OAuthClientCreated | OAuthClientUpdated
