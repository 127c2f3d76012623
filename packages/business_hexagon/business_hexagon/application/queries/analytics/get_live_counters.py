"""What is happening now."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document


@dataclass(frozen=True, slots=True)
class GetLiveCountersQuery:
    """Staff asks what is going on.

    Attributes:
        actor: must be staff.
    """

    actor: Actor


class GetLiveCounters:
    """Reports how many events of each type happened in the last minutes."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetLiveCountersQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor is not staff.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require_staff("get_live_counters")
        return await self._documents.live_counters()
