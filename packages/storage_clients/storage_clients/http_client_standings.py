"""`ClientStandings` over HTTP, without a cache."""

from business_hexagon.domain.identity.scope import Scope
from storage_contracts.pages import Page
from storage_contracts.rows.oauth_client_row import OAuthClientRow

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.mapping.oauth_client_mapping import is_client_id, known_scopes
from storage_clients.paths import path_to, with_query

__all__ = ["HttpClientStandings"]


class HttpClientStandings:
    """Asks db_postgres_service for programs, never for the hashes of their secrets."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def of(self, client_id: str) -> frozenset[Scope] | None:
        """See `ClientStandings.of`."""
        if not is_client_id(client_id):
            return None
        path = with_query(path_to("oauth_clients"), [("client_id__eq", client_id), ("limit", 1)])
        with translating(self._service.name):
            body = await self._service.read(path)
        rows = Page[OAuthClientRow].model_validate_json(body).items
        return next((known_scopes(row.scopes) for row in rows if row.is_active), None)
