"""Search the catalogue by name."""

from dataclasses import dataclass, replace

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import (
    DocumentPage,
    Filter,
    FilterOperator,
    PageRequest,
)
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.queries.catalogue.visible_products import visible_page
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.values.text import checked_text


@dataclass(frozen=True, slots=True)
class SearchProductsQuery:
    """Anybody looks for products by a part of their name.

    Attributes:
        actor: needs `catalogue:read`; with `catalogue:read_inactive` finds also what cannot be
            ordered.
        text: part of the name, 1 to 100 characters, whatever the letter case.
        page: which page.
    """

    actor: Actor
    text: str
    page: PageRequest


class SearchProducts:
    """Finds products by name."""

    def __init__(self, *, documents: ProductDocuments) -> None:
        self._documents = documents

    async def execute(self, query: SearchProductsQuery) -> DocumentPage:
        """Read the page of what matches.

        Raises:
            PermissionDenied: the actor lacks `catalogue:read`.
            InvalidValue: the text is empty, too long or holds control characters.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.CATALOGUE_READ)
        text = checked_text("text", query.text, longest=100)
        page = visible_page(query.actor, query.page)
        matching = Filter("name", FilterOperator.CONTAINS, text)
        return await self._documents.page(replace(page, filters=(*page.filters, matching)))
