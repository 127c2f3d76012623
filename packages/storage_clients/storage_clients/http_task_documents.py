"""`TaskDocuments` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpTaskDocuments"]


class HttpTaskDocuments:
    """Representations of tasks from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "tasks")

    async def get(self, task_id: UUID) -> Document | None:
        """See `TaskDocuments.get`."""
        return await self._reader.get(task_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `TaskDocuments.page`."""
        return await self._reader.page(request)
