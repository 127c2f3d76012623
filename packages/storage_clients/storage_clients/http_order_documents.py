"""`OrderDocuments` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpOrderDocuments"]


class HttpOrderDocuments:
    """Representations of orders from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "orders")

    async def get(self, order_id: UUID) -> Document | None:
        """See `OrderDocuments.get`."""
        return await self._reader.get(order_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `OrderDocuments.page`."""
        return await self._reader.page(request)

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """See `OrderDocuments.page_of`."""
        return await self._reader.page(request.only("user_id", str(user_id)))
