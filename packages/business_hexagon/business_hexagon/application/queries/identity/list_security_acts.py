"""Read the audit."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.security_act_documents import SecurityActDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListSecurityActsQuery:
    """Somebody asks who did what.

    Attributes:
        actor: needs `security:read`.
        page: which page.
    """

    actor: Actor
    page: PageRequest


class ListSecurityActs:
    """Lists security acts; nobody can change them."""

    def __init__(self, *, documents: SecurityActDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListSecurityActsQuery) -> DocumentPage:
        """Read the page.

        Raises:
            PermissionDenied: the actor lacks `security:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.SECURITY_READ)
        return await self._documents.page(query.page)
