"""OAuth clients, ready to show; the hashes of secrets are never part of them."""

from typing import Protocol

from business_hexagon.application.ports.documents import DocumentPage, PageRequest


class OAuthClientDocuments(Protocol):
    """Representations of OAuth clients."""

    async def page(self, request: PageRequest) -> DocumentPage:
        """A page of programs.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
