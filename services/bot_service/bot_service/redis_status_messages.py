"""`StatusMessages` in Redis."""

from typing import Final
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from pydantic import ValidationError
from redis.exceptions import RedisError
from redis_cache import RedisLink
from redis_cache.redis_link import RedisAway, Reply

from bot_service.interface.telegram.orders.status_messages import StatusMessage

_SECONDS: Final = 30 * 24 * 3600


class RedisStatusMessages:
    """Remembers for thirty days which message tells how an order is doing.

    Args:
        link: The way to Redis.
    """

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def get(self, order_id: UUID) -> StatusMessage | None:
        """See `StatusMessages.get`."""
        kept = await self._run("GET", _key(order_id))
        if not isinstance(kept, bytes):
            return None
        try:
            return StatusMessage.model_validate_json(kept)
        except ValidationError:
            return None  # written by another version

    async def keep(self, order_id: UUID, message: StatusMessage) -> None:
        """See `StatusMessages.keep`."""
        await self._run("SET", _key(order_id), message.model_dump_json(), "EX", _SECONDS)

    async def _run(self, *command: str | int) -> Reply:
        try:
            return (await self._link.run(command))[0]
        except (RedisAway, RedisError) as error:
            raise StorageUnavailable(service="redis", reason=type(error).__name__) from error


def _key(order_id: UUID) -> str:
    return f"quintet:bot:status_message:{order_id}"
