"""Whether customers come back."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetCohortsQuery:
    """Staff asks for retention.

    Attributes:
        actor: needs `analytics:read`.
        period: which first months count.
    """

    actor: Actor
    period: Period


class GetCohorts:
    """Reports, for each month, who came back in the months after."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetCohortsQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.cohorts(query.period.start, query.period.end)
