"""What is happening now."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetLiveCountersQuery:
    """Staff asks what is going on.

    Attributes:
        actor: needs `analytics:read`.
    """

    actor: Actor


class GetLiveCounters:
    """Reports how many events of each type happened in the last minutes."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetLiveCountersQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.live_counters()
