"""Payments, ready to show."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import DocumentPage, PageRequest


class PaymentDocuments(Protocol):
    """Representations of payments."""

    async def page_of(self, order_id: UUID, request: PageRequest) -> DocumentPage:
        """The payments of one order.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
