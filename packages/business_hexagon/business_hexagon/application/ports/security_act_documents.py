"""The audit, ready to show."""

from typing import Protocol

from business_hexagon.application.ports.documents import DocumentPage, PageRequest


class SecurityActDocuments(Protocol):
    """Representations of security acts."""

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of acts.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
