"""`UserDocuments` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpUserDocuments"]


class HttpUserDocuments:
    """Representations of users from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "users")

    async def get(self, user_id: UUID) -> Document | None:
        """See `UserDocuments.get`."""
        return await self._reader.get(user_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `UserDocuments.page`."""
        return await self._reader.page(request)
