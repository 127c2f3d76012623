"""`ClientStandings`: what OAuth clients may do, from a cache of a few seconds."""

from collections.abc import Mapping, Sequence

from business_hexagon.application.ports.client_standings import ClientStandings
from business_hexagon.domain.identity.scope import Scope

from redis_cache.cache_aside import CacheAside
from redis_cache.local_layer import LocalLayer
from redis_cache.redis_link import RedisLink

__all__ = ["CachedClientStandings"]

_ENCODING = 1
"""Raise it with every change of what is kept."""


class CachedClientStandings:
    """The scopes of active clients from this process, from Redis, or from the source.

    Args:
        source: Tells what clients may do now.
        link: The way to Redis; None to do without it.
        local_seconds: Life in this process.
        ttl_seconds: Life in Redis.
    """

    def __init__(
        self,
        source: ClientStandings,
        link: RedisLink | None,
        *,
        local_seconds: float = 2.0,
        ttl_seconds: float = 5.0,
    ) -> None:
        self._source = source
        self._cache = CacheAside[frozenset[Scope]](
            link,
            name="client_standing",
            version=_ENCODING,
            encode=lambda scopes: " ".join(sorted(scopes)).encode(),
            decode=lambda stored: frozenset(map(Scope, stored.decode().split())),
            ttl_seconds=ttl_seconds,
            local=LocalLayer(ttl_seconds=local_seconds),
        )

    async def of(self, client_id: str) -> frozenset[Scope] | None:
        """See `ClientStandings.of`."""
        return await self._cache.get(client_id, self._load)

    def is_at_hand(self, client_id: str) -> bool:
        """Whether this process can tell without asking anybody."""
        return self._cache.is_at_hand(client_id)

    async def forget(self, client_id: str) -> None:
        """Ask anew; for whoever has just changed the client."""
        await self._cache.forget((client_id,))

    async def _load(self, keys: Sequence[str]) -> Mapping[str, frozenset[Scope]]:
        found = {key: await self._source.of(key) for key in keys}
        return {key: scopes for key, scopes in found.items() if scopes is not None}
