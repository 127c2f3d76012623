"""A page of products by its number.

A button has room for 64 bytes, which is less than a cursor takes; so a list is read from its
beginning, and the rows before the page are dropped. Nobody turns many pages with his thumb.
"""

from dataclasses import dataclass
from typing import Final

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.queries.catalogue.list_products import (
    ListProducts,
    ListProductsQuery,
)
from business_hexagon.application.queries.catalogue.search_products import (
    SearchProducts,
    SearchProductsQuery,
)

from bot_service.interface.telegram.catalogue.shown_product import ProductPage, ShownProduct

PAGE_SIZE: Final = 6
_BY_NAME: Final = "name,id"


@dataclass(frozen=True, slots=True)
class ProductSlice:
    """Some products out of many.

    Attributes:
        products: Those of the page.
        page: Its number, from 0.
        has_more: Whether there is a page behind it.
    """

    products: tuple[ShownProduct, ...]
    page: int
    has_more: bool


async def catalogue_slice(
    list_products: ListProducts, actor: Actor, page: int, size: int = PAGE_SIZE
) -> ProductSlice:
    """A page of the catalogue, by name.

    Raises:
        StorageUnavailable: The data service does not answer.
    """
    found = await list_products.execute(ListProductsQuery(actor, _request(page, size)))
    return _cut(found, page, size)


async def search_slice(
    search_products: SearchProducts, actor: Actor, words: str, page: int, size: int = PAGE_SIZE
) -> ProductSlice:
    """A page of what matches the words.

    Raises:
        InvalidValue: The words are too long, or hold what nobody can type.
        StorageUnavailable: The data service does not answer.
    """
    query = SearchProductsQuery(actor, words, _request(page, size))
    return _cut(await search_products.execute(query), page, size)


def _request(page: int, size: int) -> PageRequest:
    return PageRequest(limit=(page + 1) * size, sort=_BY_NAME)


def _cut(found: DocumentPage, page: int, size: int) -> ProductSlice:
    read = ProductPage.model_validate_json(found.content)
    return ProductSlice(tuple(read.items[page * size :]), page, read.next_cursor is not None)
