"""Look at one product."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.product_documents import ProductDocuments


@dataclass(frozen=True, slots=True)
class GetProductQuery:
    """Anybody asks for a product.

    Attributes:
        product_id: which product.
    """

    product_id: UUID


class GetProduct:
    """Shows a product, perhaps from the cache."""

    def __init__(self, *, documents: ProductDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetProductQuery) -> Document:
        """Find the product.

        Raises:
            NotFound: there is no such product.
            StorageUnavailable: the data service does not answer.
        """
        document = await self._documents.get(query.product_id)
        if document is None:
            raise NotFound("product", str(query.product_id))
        return document
