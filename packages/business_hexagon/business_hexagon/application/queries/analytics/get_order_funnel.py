"""How many orders reach each step."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetOrderFunnelQuery:
    """Staff asks where orders are lost.

    Attributes:
        actor: needs `analytics:read`.
        period: which order days count.
    """

    actor: Actor
    period: Period


class GetOrderFunnel:
    """Reports the steps of orders and the conversion between them."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetOrderFunnelQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        return await self._documents.order_funnel(query.period.start, query.period.end)
