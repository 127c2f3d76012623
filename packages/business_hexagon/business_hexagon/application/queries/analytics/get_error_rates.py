"""How often things go wrong."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetErrorRatesQuery:
    """Staff asks for error rates.

    Attributes:
        actor: needs `analytics:read`.
        period: which time counts.
    """

    actor: Actor
    period: Period


class GetErrorRates:
    """Reports errors by service and time."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetErrorRatesQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.error_rates(query.period.start, query.period.end)
