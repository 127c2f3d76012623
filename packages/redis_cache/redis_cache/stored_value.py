"""How a cached value looks in Redis: one tag byte, then the content.

A reader that misses leaves a lease under the key before it asks the source, and may store what it
got only while that lease is still there. An invalidation deletes the key with the lease, so a value
that was read before the change can never be stored after it.
"""

from redis_cache.redis_link import Command

__all__ = ["LEASE", "MISSING", "VALUE", "fill_command", "lease_command"]

VALUE = b"v"
MISSING = b"n"
LEASE = b"l"

_FILL_WHERE_LEASE_HOLDS = """
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    redis.call('SET', key, ARGV[2 * i], 'PX', ARGV[2 * i + 1])
  end
end
"""


def lease_command(key: str, lease: bytes, milliseconds: int) -> Command:
    """Leave a lease where nothing is stored."""
    return ("SET", key, lease, "NX", "PX", milliseconds)


def fill_command(lease: bytes, entries: list[tuple[str, bytes, int]]) -> Command:
    """Replace leases by values; entries are key, tagged value, and life in milliseconds."""
    arguments: list[bytes | int] = []
    for _, tagged, milliseconds in entries:
        arguments += (tagged, milliseconds)
    keys = [key for key, _, _ in entries]
    return ("EVAL", _FILL_WHERE_LEASE_HOLDS, len(keys), *keys, lease, *arguments)
