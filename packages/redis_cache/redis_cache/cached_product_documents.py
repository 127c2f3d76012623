"""`ProductDocuments` with a cache in front of single products."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from business_hexagon.application.ports.product_documents import ProductDocuments

from redis_cache.cache_aside import CacheAside
from redis_cache.redis_link import RedisLink

__all__ = ["CachedProductDocuments"]

_ENCODING = 1
"""Raise it when the representation of products changes."""


class CachedProductDocuments:
    """Products from this process, from Redis, or from the source; lists and stock always fresh.

    Args:
        source: Gets fresh documents.
        link: The way to Redis; None to do without it.
        ttl_seconds: Life in Redis when no invalidation arrives.
    """

    def __init__(
        self, source: ProductDocuments, link: RedisLink | None, *, ttl_seconds: float = 60.0
    ) -> None:
        self._source = source
        self._cache = CacheAside[Document](
            link,
            name="product_document",
            version=_ENCODING,
            encode=_encode,
            decode=_decode,
            ttl_seconds=ttl_seconds,
        )

    async def get(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.get`."""
        return await self._cache.get(str(product_id), self._load)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `ProductDocuments.page`."""
        return await self._source.page(request)

    async def stock(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.stock`."""
        return await self._source.stock(product_id)

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """Drop cached products; for whoever changed them or hears of `product.updated`."""
        await self._cache.forget(map(str, product_ids))

    async def _load(self, keys: Sequence[str]) -> Mapping[str, Document]:
        documents = {key: await self._source.get(UUID(key)) for key in keys}
        return {key: document for key, document in documents.items() if document is not None}


def _encode(document: Document) -> bytes:
    return b"%d\n%b" % (document.version or 0, document.content)


def _decode(stored: bytes) -> Document:
    """Read what `_encode` wrote; a ValueError says that it did not."""
    version, newline, content = stored.partition(b"\n")
    if not newline:
        raise ValueError("no version")
    return Document(content, int(version) or None)
