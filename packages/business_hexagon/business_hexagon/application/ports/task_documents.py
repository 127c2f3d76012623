"""Tasks, ready to show."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest


class TaskDocuments(Protocol):
    """Representations of tasks.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, task_id: UUID) -> Document | None:
        """One task, owned by its creator, or nothing."""
        ...

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of tasks."""
        ...
