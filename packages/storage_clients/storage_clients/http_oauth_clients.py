"""`OAuthClients` over HTTP."""

from business_hexagon.domain.identity.oauth_client import OAuthClient
from storage_contracts.rows.oauth_client_row import OAuthClientCredentials

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.oauth_client_mapping import is_client_id, oauth_client_from_row
from storage_clients.paths import path_to

__all__ = ["HttpOAuthClients"]


class HttpOAuthClients:
    """Loads programs with the hashes of their secrets from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, client_id: str) -> OAuthClient | None:
        """See `OAuthClients.get`; what cannot be the name of a program is nobody's."""
        if not is_client_id(client_id):
            return None
        path = path_to("oauth_client_credentials", client_id)
        return await find_one(self._service, path, OAuthClientCredentials, oauth_client_from_row)
