"""`SecurityActDocuments` over HTTP."""

from business_hexagon.application.ports.documents import DocumentPage, PageRequest

from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader

__all__ = ["HttpSecurityActDocuments"]


class HttpSecurityActDocuments:
    """Representations from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._reader = DocumentReader(service, "security_acts")

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `SecurityActDocuments.page`."""
        return await self._reader.page(request)
