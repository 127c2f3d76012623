"""List the catalogue."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.queries.catalogue.visible_products import visible_page
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListProductsQuery:
    """Anybody asks for a page of the catalogue.

    Attributes:
        actor: needs `catalogue:read`; with `catalogue:read_inactive` sees also what cannot be
            ordered.
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
            PermissionDenied: the actor lacks `catalogue:read`.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.CATALOGUE_READ)
        page = visible_page(query.actor, query.page)
        return await self._documents.page(page)
