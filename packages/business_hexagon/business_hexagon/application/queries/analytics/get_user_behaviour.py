"""What one person has done."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.values.person_key import person_key


@dataclass(frozen=True, slots=True)
class GetUserBehaviourQuery:
    """Staff asks what a person has done.

    Attributes:
        actor: needs `analytics:read`.
        person: the user's id, or the address of a guest.
    """

    actor: Actor
    person: UUID | str


class GetUserBehaviour:
    """Reports on one person, found by a digest: the analytics store knows no names."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetUserBehaviourQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            NotFound: nothing is known of the person.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.user_behaviour(person_key(query.person))
