"""`SessionDocuments` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.documents import DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpSessionDocuments"]


class HttpSessionDocuments:
    """Representations from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "sessions")

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """See `SessionDocuments.page_of`."""
        return await self._reader.page(request.only("user_id", str(user_id)))
