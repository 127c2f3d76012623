"""How much was earned, by day and country."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetRevenueQuery:
    """Staff asks for revenue.

    Attributes:
        actor: needs `analytics:read`.
        period: which order days count.
        country: ISO 3166-1 alpha-2 code; None for all.
        currency: ISO 4217 code; None for all.
    """

    actor: Actor
    period: Period
    country: str | None = None
    currency: str | None = None


class GetRevenue:
    """Reports revenue; currencies are never added up."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetRevenueQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.revenue(
            query.period.start, query.period.end, query.country, query.currency
        )
