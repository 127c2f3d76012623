"""`ProductDocuments` over HTTP, without a cache."""

from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpProductDocuments"]


class HttpProductDocuments:
    """Representations of the catalogue from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._products = DocumentReader(service, "products")
        self._stock = DocumentReader(service, "stock")

    async def get(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.get`."""
        return await self._products.get(product_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `ProductDocuments.page`."""
        return await self._products.page(request)

    async def stock(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.stock`."""
        return await self._stock.get(product_id)
