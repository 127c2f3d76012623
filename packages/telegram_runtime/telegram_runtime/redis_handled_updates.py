"""`HandledUpdates` in Redis."""

from typing import Final

from business_hexagon.application.errors import StorageUnavailable
from redis.exceptions import RedisError
from redis_cache import RedisLink
from redis_cache.redis_link import RedisAway, Reply

_SECONDS: Final = 2 * 24 * 3600
"""Telegram keeps updates for a day. After a week of silence it may use their numbers again."""


class RedisHandledUpdates:
    """Remembers the numbers of handled updates for two days.

    Each bot has numbers of its own, so it is part of the key: another bot's update must not count
    as handled.

    Args:
        link: The way to Redis.
        bot_id: Telegram's number of the bot.
    """

    def __init__(self, link: RedisLink, bot_id: int) -> None:
        self._link = link
        self._bot_id = bot_id

    async def has(self, update_id: int) -> bool:
        """See `HandledUpdates.has`."""
        return await self._run("EXISTS", self._key(update_id)) == 1

    async def add(self, update_id: int) -> None:
        """See `HandledUpdates.add`."""
        await self._run("SET", self._key(update_id), "", "EX", _SECONDS)

    async def _run(self, *command: str | int) -> Reply:
        try:
            return (await self._link.run(command))[0]
        except (RedisAway, RedisError) as error:
            raise StorageUnavailable(service="redis", reason=type(error).__name__) from error

    def _key(self, update_id: int) -> str:
        return f"quintet:bot:{self._bot_id}:handled_update:{update_id}"
