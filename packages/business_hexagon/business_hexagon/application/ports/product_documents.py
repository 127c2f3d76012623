"""Products and their stock, ready to show."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest


class ProductDocuments(Protocol):
    """Representations of the catalogue.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, product_id: UUID) -> Document | None:
        """One product, perhaps from the cache, or nothing."""
        ...

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of products."""
        ...

    async def stock(self, product_id: UUID) -> Document | None:
        """The stock of one product, never from the cache, or nothing."""
        ...
