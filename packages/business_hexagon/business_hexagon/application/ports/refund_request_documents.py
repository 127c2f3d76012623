"""Refund requests, ready to show."""

from typing import Protocol

from business_hexagon.application.ports.documents import DocumentPage, PageRequest


class RefundRequestDocuments(Protocol):
    """Representations of refund requests."""

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of refund requests; `user_id` and `status` can be filtered.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
