"""Look at the stock of one product."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.product_documents import ProductDocuments


@dataclass(frozen=True, slots=True)
class GetStockQuery:
    """Staff asks how many pieces there are, and where.

    Attributes:
        actor: must be staff.
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
            PermissionDenied: the actor is not staff.
            NotFound: there is no such product.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require_staff("get_stock")
        document = await self._documents.stock(query.product_id)
        if document is None:
            raise NotFound("stock", str(query.product_id))
        return document
