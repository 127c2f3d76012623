"""List the programs that ask for tokens."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.oauth_client_documents import OAuthClientDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListOAuthClientsQuery:
    """An administrator asks which programs there are.

    Attributes:
        actor: needs `clients:write`.
        page: which page.
    """

    actor: Actor
    page: PageRequest


class ListOAuthClients:
    """Lists programs, without their secrets."""

    def __init__(self, *, documents: OAuthClientDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListOAuthClientsQuery) -> DocumentPage:
        """Read the page.

        Raises:
            PermissionDenied: the actor lacks `clients:write`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.CLIENTS_WRITE)
        return await self._documents.page(query.page)
