"""`RefundRequestDocuments` over HTTP."""

from business_hexagon.application.ports.documents import DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpRefundRequestDocuments"]


class HttpRefundRequestDocuments:
    """Representations of refund requests from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "refund_requests")

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `RefundRequestDocuments.page`."""
        return await self._reader.page(request)
