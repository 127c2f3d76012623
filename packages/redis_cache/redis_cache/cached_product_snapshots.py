"""`ProductSnapshots` with a cache in front."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from business_hexagon.application.ports.product_snapshots import ProductSnapshot, ProductSnapshots
from pydantic import TypeAdapter

from redis_cache.cache_aside import CacheAside
from redis_cache.redis_link import RedisLink

__all__ = ["CachedProductSnapshots"]

_ENCODING = 1
"""Raise it with every change of `ProductSnapshot`."""


class CachedProductSnapshots:
    """Snapshots from this process, from Redis, or from the source.

    A stale snapshot cannot place an order at a stale price: the write carries the snapshot's
    version as a guard, which the data service checks in the transaction.

    Args:
        source: Takes fresh snapshots.
        link: The way to Redis; None to do without it.
        ttl_seconds: Life in Redis when no invalidation arrives.
    """

    def __init__(
        self, source: ProductSnapshots, link: RedisLink | None, *, ttl_seconds: float = 60.0
    ) -> None:
        self._source = source
        adapter = TypeAdapter(ProductSnapshot)
        self._cache = CacheAside[ProductSnapshot](
            link,
            name="product_snapshot",
            version=_ENCODING,
            encode=adapter.dump_json,
            decode=adapter.validate_json,
            ttl_seconds=ttl_seconds,
        )

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """See `ProductSnapshots.of`."""
        found = await self._cache.get_many(map(str, product_ids), self._load)
        return {snapshot.product_id: snapshot for snapshot in found.values()}

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """See `ProductSnapshots.forget`; also for whoever hears of `product.updated`."""
        await self._cache.forget(map(str, product_ids))

    async def _load(self, keys: Sequence[str]) -> Mapping[str, ProductSnapshot]:
        snapshots = await self._source.of([UUID(key) for key in keys])
        return {str(product_id): snapshot for product_id, snapshot in snapshots.items()}
