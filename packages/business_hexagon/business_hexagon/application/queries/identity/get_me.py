"""Look at one's own account."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.domain.errors import PermissionDenied


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
            PermissionDenied: nobody is signed in.
            NotFound: the account is gone.
            StorageUnavailable: the data service does not answer.
        """
        if query.actor.user_id is None:
            raise PermissionDenied("get_me")
        document = await self._documents.get(query.actor.user_id)
        if document is None:
            raise NotFound("user", str(query.actor.user_id))
        return document
