"""Documents that a test names, for every port that reads them by id and by page."""

from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest


class RecordingDocuments:
    """Implements `ProductDocuments`, `TaskDocuments` and `UserDocuments`.

    Attributes:
        pages: the pages that were asked for.
    """

    def __init__(self, documents: dict[UUID, Document] | None = None) -> None:
        self._documents = documents or {}
        self.pages: list[PageRequest] = []

    async def get(self, document_id: UUID, /) -> Document | None:
        """One document, or nothing."""
        return self._documents.get(document_id)

    async def stock(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.stock`."""
        return self._documents.get(product_id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """An empty page."""
        self.pages.append(request)
        return DocumentPage(b'{"items":[],"next_cursor":null}')
