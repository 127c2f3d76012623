"""Products in front of which stands a cache, as two processes see them."""

from collections.abc import AsyncIterator, Collection, Mapping
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from redis_cache import CachedProductDocuments, CachedProductSnapshots, RedisLink

from tests.fixtures.patient_redis import patient_link

pytestmark = pytest.mark.integration


class Catalogue:
    """Implements `ProductSnapshots` and `ProductDocuments`; counts what it is asked."""

    def __init__(self) -> None:
        self.snapshots: dict[UUID, ProductSnapshot] = {}
        self.asked = 0

    def price(self, product_id: UUID, version: int, unit_price: str) -> None:
        """Put a product at a price."""
        self.snapshots[product_id] = ProductSnapshot(
            product_id=product_id,
            version=version,
            sku="85123A",
            name="Zoë's lantern",
            unit_price=Decimal(unit_price),
            currency="GBP",
            is_active=True,
        )

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """See `ProductSnapshots.of`."""
        self.asked += 1
        return {one: self.snapshots[one] for one in product_ids if one in self.snapshots}

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """See `ProductSnapshots.forget`."""

    async def get(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.get`."""
        self.asked += 1
        snapshot = self.snapshots.get(product_id)
        if snapshot is None:
            return None
        return Document(f'{{"text": "a\\nb", "price": "{snapshot.unit_price}"}}'.encode(), 300)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `ProductDocuments.page`."""
        self.asked += 1
        return DocumentPage(b"%d" % request.limit)

    async def stock(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.stock`."""
        self.asked += 1
        return Document(product_id.bytes)


@pytest.fixture
async def link(fresh_redis_url: str) -> AsyncIterator[RedisLink]:
    """A link to an empty database."""
    link = patient_link(fresh_redis_url)
    yield link
    await link.aclose()


async def test_a_snapshot_from_redis_equals_the_one_that_was_taken(link: RedisLink) -> None:
    """To the last decimal, and without asking the source again."""
    catalogue, product_id = Catalogue(), uuid4()
    catalogue.price(product_id, 1, "0.0010")
    taken = await CachedProductSnapshots(catalogue, link).of([product_id, uuid4()])
    cached = await CachedProductSnapshots(catalogue, link).of([product_id])
    assert taken == cached == {product_id: catalogue.snapshots[product_id]}
    assert str(cached[product_id].unit_price) == "0.0010"
    assert catalogue.asked == 1


async def test_a_forgotten_snapshot_is_taken_again(link: RedisLink) -> None:
    """By the process that was told, and by the others once their second is over."""
    catalogue, product_id = Catalogue(), uuid4()
    catalogue.price(product_id, 1, "2.5500")
    told, fresh = (CachedProductSnapshots(catalogue, link) for _ in range(2))
    await told.of([product_id])
    catalogue.price(product_id, 2, "2.9500")
    await told.forget([product_id])
    assert (await told.of([product_id]))[product_id].version == 2
    assert (await fresh.of([product_id]))[product_id].version == 2


async def test_a_document_from_redis_equals_the_one_that_was_got(link: RedisLink) -> None:
    """Content byte by byte, and the version for the ETag."""
    catalogue, product_id = Catalogue(), uuid4()
    catalogue.price(product_id, 1, "2.5500")
    got = await CachedProductDocuments(catalogue, link).get(product_id)
    cached = await CachedProductDocuments(catalogue, link).get(product_id)
    assert got == cached
    assert got is not None
    assert got.version == 300
    assert catalogue.asked == 1
    assert await CachedProductDocuments(catalogue, link).get(uuid4()) is None


async def test_lists_and_stock_are_never_cached(link: RedisLink) -> None:
    """They change with every order."""
    catalogue = Catalogue()
    documents = CachedProductDocuments(catalogue, link)
    for _ in range(2):
        assert (await documents.page(PageRequest(limit=7))).content == b"7"
        assert await documents.stock(uuid4()) is not None
    assert catalogue.asked == 4
