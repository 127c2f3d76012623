"""List accounts."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListUsersQuery:
    """Somebody looks for accounts.

    Attributes:
        actor: needs `users:read`.
        page: which page.
    """

    actor: Actor
    page: PageRequest


class ListUsers:
    """Lists everybody's accounts."""

    def __init__(self, *, documents: UserDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListUsersQuery) -> DocumentPage:
        """Read the page.

        Raises:
            PermissionDenied: the actor lacks `users:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.USERS_READ)
        return await self._documents.page(query.page)
