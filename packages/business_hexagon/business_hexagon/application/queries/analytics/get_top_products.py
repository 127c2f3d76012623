"""Which products sell best."""

from dataclasses import dataclass
from typing import Final

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.documents import Document
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.scope import Scope

MOST_PRODUCTS: Final = 100


@dataclass(frozen=True, slots=True)
class GetTopProductsQuery:
    """Staff asks for the best sellers.

    Attributes:
        actor: needs `analytics:read`.
        period: which order days count.
        limit: how many products, 1 to 100.
    """

    actor: Actor
    period: Period
    limit: int = 10


class GetTopProducts:
    """Reports the products that sold best, best first."""

    def __init__(self, *, documents: AnalyticsDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetTopProductsQuery) -> Document:
        """Make the report.

        Raises:
            PermissionDenied: the actor lacks `analytics:read`.
            InvalidValue: the limit is out of range.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ANALYTICS_READ)
        if not 1 <= query.limit <= MOST_PRODUCTS:
            raise InvalidValue("limit", f"must be between 1 and {MOST_PRODUCTS}")
        return await self._documents.top_products(
            query.period.start,
            query.period.end,
            query.limit,
        )
