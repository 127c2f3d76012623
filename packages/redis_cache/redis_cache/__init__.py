"""Redis as a fast path: cache-aside with single flight, locks, and a link that survives trouble.

Nothing here is a source of truth. When Redis is away or was flushed, everything goes on from the
source, slower and correct.
"""

from redis_cache.cache_aside import CacheAside
from redis_cache.cached_client_standings import CachedClientStandings
from redis_cache.cached_product_documents import CachedProductDocuments
from redis_cache.cached_product_snapshots import CachedProductSnapshots
from redis_cache.cached_user_standings import CachedUserStandings
from redis_cache.circuit import Circuit
from redis_cache.connection import connect
from redis_cache.local_layer import LocalLayer
from redis_cache.lock import AdvisoryLock
from redis_cache.redis_link import RedisAway, RedisLink

__all__ = [
    "AdvisoryLock",
    "CacheAside",
    "CachedClientStandings",
    "CachedProductDocuments",
    "CachedProductSnapshots",
    "CachedUserStandings",
    "Circuit",
    "LocalLayer",
    "RedisAway",
    "RedisLink",
    "connect",
]
