"""Proving which program asks."""

from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.domain.identity.errors import InvalidClient
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.opaque_secret import hash_of


async def proven_client(clients: OAuthClients, client_id: str, secret: str | None) -> OAuthClient:
    """The program, when it is switched on and, if it can keep a secret, has shown it.

    Raises:
        InvalidClient: it is not; the answer never says why.
        StorageUnavailable: the data service does not answer.
    """
    client = await clients.get(client_id)
    presented = hash_of(secret or "")
    if client is None or not client.is_active:
        raise InvalidClient
    if client.is_confidential and not client.is_proven_by(presented):
        raise InvalidClient
    return client
