"""Look at somebody's account."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetUserQuery:
    """Somebody asks for an account.

    Attributes:
        actor: needs `users:read`.
        user_id: whose.
    """

    actor: Actor
    user_id: UUID


class GetUser:
    """Shows an account."""

    def __init__(self, *, documents: UserDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetUserQuery) -> Document:
        """Find the account.

        Raises:
            PermissionDenied: the actor lacks `users:read`.
            NotFound: there is no such user.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.USERS_READ)
        document = await self._documents.get(query.user_id)
        if document is None:
            raise NotFound("user", str(query.user_id))
        return document
