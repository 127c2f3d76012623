"""Look at the stock of one product."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetStockQuery:
    """Staff asks how many pieces there are, and where.

    Attributes:
        actor: needs `stock:read`.
        product_id: which product.
    """

    actor: Actor
    product_id: UUID


class GetStock:
    """Shows a stock record as it is now, never from the cache."""

    def __init__(self, *, documents: ProductDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetStockQuery) -> Document:
        """Find the stock record.

        Raises:
            PermissionDenied: the actor lacks `stock:read`.
            NotFound: there is no such product.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.STOCK_READ)
        document = await self._documents.stock(query.product_id)
        if document is None:
            raise NotFound("stock", str(query.product_id))
        return document
