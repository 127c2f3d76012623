"""Sessions, ready to show; the hashes of secrets are never part of them."""

from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.documents import DocumentPage, PageRequest


class SessionDocuments(Protocol):
    """Representations of sessions."""

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """A page of one user's sessions, those that are over included.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
