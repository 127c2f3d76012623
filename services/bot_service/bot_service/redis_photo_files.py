"""`PhotoFiles` in Redis."""

from typing import Final
from uuid import UUID

from redis.exceptions import RedisError
from redis_cache import RedisLink
from redis_cache.redis_link import RedisAway, Reply

_SECONDS: Final = 30 * 24 * 3600


class RedisPhotoFiles:
    """Remembers for thirty days what Telegram calls a photo.

    A name is worth something only to the bot that uploaded the photo, so it is part of the key.

    Args:
        link: The way to Redis.
        bot_id: The number of the bot.
    """

    def __init__(self, link: RedisLink, bot_id: int) -> None:
        self._link = link
        self._bot_id = bot_id

    async def get(self, attachment_id: UUID) -> str | None:
        """See `PhotoFiles.get`."""
        kept = await self._run("GET", self._key(attachment_id))
        return kept.decode() if isinstance(kept, bytes) else None

    async def keep(self, attachment_id: UUID, file_id: str) -> None:
        """See `PhotoFiles.keep`."""
        await self._run("SET", self._key(attachment_id), file_id, "EX", _SECONDS)

    async def _run(self, *command: str | int) -> Reply:
        try:
            return (await self._link.run(command))[0]
        except (RedisAway, RedisError):
            return None

    def _key(self, attachment_id: UUID) -> str:
        return f"quintet:bot:{self._bot_id}:photo_file:{attachment_id}"
