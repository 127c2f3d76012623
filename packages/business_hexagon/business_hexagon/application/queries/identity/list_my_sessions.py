"""List one's own sessions."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.session_documents import SessionDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListMySessionsQuery:
    """Somebody asks where he is logged in.

    Attributes:
        actor: a signed-in user.
        page: which page.
    """

    actor: Actor
    page: PageRequest


class ListMySessions:
    """Lists the actor's own sessions."""

    def __init__(self, *, documents: SessionDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListMySessionsQuery) -> DocumentPage:
        """Read the page.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.PROFILE_READ)
        user_id = query.actor.require_user("list_my_sessions")
        return await self._documents.page_of(user_id, query.page)
