"""Refund requests, loaded."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.ordering.refund_request import RefundRequest


class RefundRequests(Protocol):
    """Loads refund requests."""

    async def get(self, refund_request_id: UUID) -> RefundRequest | None:
        """The request as it is now, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
