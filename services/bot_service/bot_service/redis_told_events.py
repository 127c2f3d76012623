"""`ToldEvents` in Redis."""

from typing import Final
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from redis.exceptions import RedisError
from redis_cache import RedisLink
from redis_cache.redis_link import RedisAway, Reply

_SECONDS: Final = 30 * 24 * 3600


class RedisToldEvents:
    """Remembers for thirty days which events were told in a chat.

    Args:
        link: The way to Redis.
    """

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def has(self, event_id: UUID) -> bool:
        """See `ToldEvents.has`."""
        return await self._run("EXISTS", _key(event_id)) == 1

    async def add(self, event_id: UUID) -> None:
        """See `ToldEvents.add`."""
        await self._run("SET", _key(event_id), "", "EX", _SECONDS)

    async def _run(self, *command: str | int) -> Reply:
        try:
            return (await self._link.run(command))[0]
        except (RedisAway, RedisError) as error:
            raise StorageUnavailable(service="redis", reason=type(error).__name__) from error


def _key(event_id: UUID) -> str:
    return f"quintet:bot:told_event:{event_id}"
