"""`ProcessDocuments` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpProcessDocuments"]


class HttpProcessDocuments:
    """Representations of sagas made of steps from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "step_sagas")

    async def get(self, process_id: UUID) -> Document | None:
        """See `ProcessDocuments.get`."""
        return await self._reader.get(process_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `ProcessDocuments.page`."""
        return await self._reader.page(request)
