"""Users, ready to show; a password hash is never part of it."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest


class UserDocuments(Protocol):
    """Representations of users.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, user_id: UUID) -> Document | None:
        """One user, owned by itself, or nothing."""
        ...

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of users."""
        ...
