"""Orders, ready to show."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest


class OrderDocuments(Protocol):
    """Representations of orders.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, order_id: UUID) -> Document | None:
        """One order with its lines and refunds, owned by its customer, or nothing."""
        ...

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of orders without their lines."""
        ...

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """A page of one customer's orders without their lines."""
        ...
