"""Everything that the API remembers of products, so that all of it is forgotten at once."""

from collections.abc import Collection, Mapping
from uuid import UUID

from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from redis_cache import CachedProductDocuments, CachedProductSnapshots


class CachedProducts:
    """`ProductSnapshots` whose `forget` forgets the documents too.

    Whoever changes a product forgets its snapshot; without this, the same client would still read
    the old document, with the old ETag, until the event comes round.

    Args:
        documents: What `GET /products/{product_id}` shows.
        snapshots: What orders are priced by.
    """

    def __init__(
        self, documents: CachedProductDocuments, snapshots: CachedProductSnapshots
    ) -> None:
        self._documents = documents
        self._snapshots = snapshots

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """See `ProductSnapshots.of`."""
        return await self._snapshots.of(product_ids)

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """See `ProductSnapshots.forget`."""
        await self._documents.forget(product_ids)
        await self._snapshots.forget(product_ids)
