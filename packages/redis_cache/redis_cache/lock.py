"""A lock that spares work, never one that protects data."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from secrets import token_hex

from redis.exceptions import RedisError

from redis_cache.redis_link import RedisAway, RedisLink

__all__ = ["AdvisoryLock"]

_DELETE_IF_OURS = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


class AdvisoryLock:
    """Keeps several processes from doing the same work at the same time, most of the time.

    Warning:
        Never rely on it for correctness. It has no fencing token: a holder that is paused for
        longer than the lock lives goes on beside the next holder, and a flush or a fail-over of
        Redis forgets the lock. Whatever it guards must be safe when done twice; versions, claims
        and idempotency records in the data services are what makes it so.

    Args:
        link: The way to Redis.
        name: What is locked, such as `report:2026_01`.
        seconds: Life of the lock if its holder dies.
        when_away: What `hold` yields while Redis is away. True lets everybody work, which is right
            for work that must not stop; False lets nobody.
    """

    def __init__(
        self, link: RedisLink, name: str, *, seconds: float, when_away: bool = True
    ) -> None:
        self._link = link
        self._key = f"quintet:lock:{name}"
        self._milliseconds = int(seconds * 1000)
        self._when_away = when_away

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[bool]:
        """Yield whether the lock was free; it does not wait for it.

        Example::

            async with AdvisoryLock(link, "price_import", seconds=60).hold() as ours:
                if ours:
                    await import_prices()
        """
        token = token_hex(12)
        try:
            replies = await self._link.run(
                ("SET", self._key, token, "NX", "PX", self._milliseconds)
            )
        except (RedisAway, RedisError):
            yield self._when_away
            return
        if replies[0] is None:
            yield False
            return
        try:
            yield True
        finally:
            with suppress(RedisAway, RedisError):  # else it dies of age
                await self._link.run(("EVAL", _DELETE_IF_OURS, 1, self._key, token))
