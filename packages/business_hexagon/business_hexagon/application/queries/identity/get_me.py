"""Look at one's own account."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetMeQuery:
    """Somebody asks for his own data.

    Attributes:
        actor: the signed-in user.
    """

    actor: Actor


class GetMe:
    """Shows the actor's own account."""

    def __init__(self, *, documents: UserDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetMeQuery) -> Document:
        """Find the account.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:read`.
            NotFound: the account is gone.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.PROFILE_READ)
        user_id = query.actor.require_user("get_me")
        document = await self._documents.get(user_id)
        if document is None:
            raise NotFound("user", str(user_id))
        return document
