"""`PaymentDocuments` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.documents import DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpPaymentDocuments"]


class HttpPaymentDocuments:
    """Representations of payments from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "payments")

    async def page_of(self, order_id: UUID, request: PageRequest) -> DocumentPage:
        """See `PaymentDocuments.page_of`."""
        return await self._reader.page(request.only("order_id", str(order_id)))
