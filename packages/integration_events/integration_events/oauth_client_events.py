"""What is told about programs that ask for tokens; no secret and no hash is in any event."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Flag

OAuthClientId = Annotated[UUID, Field(examples=["1f0c7a52-aaaa-6d10-b1a9-0242ac120002"])]
ClientId = Annotated[str, Field(examples=["web_shop"])]


class OAuthClientCreated(EventData):
    """A program is known from now on."""

    oauth_client_id: OAuthClientId
    client_id: ClientId
    name: Annotated[str, Field(examples=["Web shop"])]
    is_confidential: Flag
    redirect_uris: Annotated[
        tuple[str, ...], Field(examples=[["https://shop.example.com/signed_in"]])
    ]
    scopes: Annotated[tuple[str, ...], Field(examples=[["orders:place", "orders:read"]])]


class OAuthClientUpdated(EventData):
    """A program has a new secret, or is switched off."""

    oauth_client_id: OAuthClientId
    client_id: ClientId
    is_active: Flag
    change: Annotated[str, Field(examples=["secret_rotated"])]
