"""How long orders take."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetSagaDurationsQuery:
    """Staff asks for durations.

    Attributes:
        actor: needs `analytics:read`.
        period: which orders count.
    """

    actor: Actor
    period: Period


class GetSagaDurations:
    """Reports percentiles of the time from placing to the end."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetSagaDurationsQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.saga_durations(query.period.start, query.period.end)
