"""`ChatLinks` in Redis.

A flushed Redis unlinks chats: their users link them again. Nothing else is lost with it.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from redis.exceptions import RedisError

from redis_cache.redis_link import RedisAway, RedisLink, Reply

__all__ = ["RedisChatLinks"]

_CODE_SECONDS = 600


class RedisChatLinks:
    """Keeps codes and links.

    Args:
        link: the way to Redis.
    """

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def issue_code(self, user_id: UUID) -> str:
        """See `ChatLinks.issue_code`."""
        code = secrets.token_urlsafe(12)
        with _translating():
            await self._link.run(("SET", _code(code), str(user_id), "EX", _CODE_SECONDS))
        return code

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """See `ChatLinks.redeem_code`."""
        with _translating():
            user_id = _uuid((await self._link.run(("GETDEL", _code(code))))[0])
            if user_id is not None:
                await self._link.run(
                    ("SET", _chat(chat_id), str(user_id)), ("SET", _user(user_id), str(chat_id))
                )
        return user_id

    async def user_of(self, chat_id: int) -> UUID | None:
        """See `ChatLinks.user_of`."""
        with _translating():
            return _uuid((await self._link.run(("GET", _chat(chat_id))))[0])

    async def chat_of(self, user_id: UUID) -> int | None:
        """See `ChatLinks.chat_of`."""
        with _translating():
            reply = (await self._link.run(("GET", _user(user_id))))[0]
        return int(reply) if isinstance(reply, bytes | str) else None


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except (RedisAway, RedisError) as error:
        raise StorageUnavailable(service="redis", reason=type(error).__name__) from error


def _uuid(reply: Reply) -> UUID | None:
    if isinstance(reply, bytes):
        return UUID(reply.decode())
    return UUID(reply) if isinstance(reply, str) else None


def _code(code: str) -> str:
    return f"chat_link_code:{code}"


def _chat(chat_id: int) -> str:
    return f"chat_link:chat:{chat_id}"


def _user(user_id: UUID) -> str:
    return f"chat_link:user:{user_id}"
