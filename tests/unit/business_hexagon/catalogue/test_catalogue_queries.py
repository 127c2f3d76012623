"""Looking at the catalogue."""

import pytest
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import (
    Document,
    Filter,
    FilterOperator,
    PageRequest,
)
from business_hexagon.application.queries.catalogue.get_product import GetProduct, GetProductQuery
from business_hexagon.application.queries.catalogue.get_stock import GetStock, GetStockQuery
from business_hexagon.application.queries.catalogue.list_products import (
    ListProducts,
    ListProductsQuery,
)
from business_hexagon.application.queries.catalogue.search_products import (
    SearchProducts,
    SearchProductsQuery,
)
from business_hexagon.domain.errors import InvalidValue, PermissionDenied

from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, GUEST, PRODUCT_ID, STAFF
from tests.unit.business_hexagon.memory.recording_documents import RecordingDocuments

DOCUMENT = Document(b"{}", 1)
ONLY_ACTIVE = Filter("is_active", FilterOperator.EQ, "true")


@pytest.fixture
def documents() -> RecordingDocuments:
    """One product."""
    return RecordingDocuments({PRODUCT_ID: DOCUMENT})


async def test_shows_a_product_to_anybody(documents: RecordingDocuments) -> None:
    """Shops have windows."""
    get_product = GetProduct(documents=documents)

    assert await get_product.execute(GetProductQuery(PRODUCT_ID)) is DOCUMENT
    with pytest.raises(NotFound):
        await get_product.execute(GetProductQuery(ADA_ID))


async def test_shows_stock_to_staff(documents: RecordingDocuments) -> None:
    """How many are left is the shop's business."""
    get_stock = GetStock(documents=documents)

    assert await get_stock.execute(GetStockQuery(STAFF, PRODUCT_ID)) is DOCUMENT
    with pytest.raises(PermissionDenied):
        await get_stock.execute(GetStockQuery(ADA, PRODUCT_ID))
    with pytest.raises(NotFound):
        await get_stock.execute(GetStockQuery(STAFF, ADA_ID))


async def test_lists_what_can_be_ordered_and_to_staff_everything(
    documents: RecordingDocuments,
) -> None:
    """Customers do not see what is not for sale."""
    list_products = ListProducts(documents=documents)

    await list_products.execute(ListProductsQuery(GUEST, PageRequest(limit=5)))
    await list_products.execute(ListProductsQuery(STAFF, PageRequest(limit=5)))

    assert [page.filters for page in documents.pages] == [(ONLY_ACTIVE,), ()]


async def test_searches_by_a_part_of_the_name(documents: RecordingDocuments) -> None:
    """Within what the actor may see."""
    search_products = SearchProducts(documents=documents)
    matching = Filter("name", FilterOperator.CONTAINS, "lantern")

    await search_products.execute(SearchProductsQuery(GUEST, " lantern ", PageRequest()))
    await search_products.execute(SearchProductsQuery(STAFF, "lantern", PageRequest()))

    assert [page.filters for page in documents.pages] == [(ONLY_ACTIVE, matching), (matching,)]
    with pytest.raises(InvalidValue):
        await search_products.execute(SearchProductsQuery(GUEST, " ", PageRequest()))
