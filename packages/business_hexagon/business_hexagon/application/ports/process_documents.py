"""Sagas made of steps, ready to show."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest


class ProcessDocuments(Protocol):
    """Representations of sagas made of steps.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, process_id: UUID) -> Document | None:
        """One saga, or nothing."""
        ...

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of sagas."""
        ...
