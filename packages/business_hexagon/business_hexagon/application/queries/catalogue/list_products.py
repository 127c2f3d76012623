"""List the catalogue."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.product_documents import ProductDocuments


@dataclass(frozen=True, slots=True)
class ListProductsQuery:
    """Anybody asks for a page of the catalogue.

    Attributes:
        actor: staff also sees products that cannot be ordered.
        page: which page.
    """

    actor: Actor
    page: PageRequest


class ListProducts:
    """Lists products."""

    def __init__(self, *, documents: ProductDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListProductsQuery) -> DocumentPage:
        """Read the page.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        page = query.page if query.actor.is_staff else query.page.only("is_active", "true")
        return await self._documents.page(page)
