"""`ChatLinks` in Redis.

A flushed Redis unlinks chats: their users link them again. Nothing else is lost with it.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.chat_links import ChatLink
from redis.exceptions import RedisError

from redis_cache.redis_link import RedisAway, RedisLink, Reply

__all__ = ["RedisChatLinks"]

_CODE_SECONDS = 600
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class RedisChatLinks:
    """Keeps codes and links.

    Args:
        link: the way to Redis.
    """

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def issue_code(self, link: ChatLink) -> str:
        """See `ChatLinks.issue_code`."""
        code = secrets.token_urlsafe(12)
        with _translating():
            await self._link.run(("SET", _code(code), _written(link), "EX", _CODE_SECONDS))
        return code

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """See `ChatLinks.redeem_code`."""
        with _translating():
            link = _read((await self._link.run(("GETDEL", _code(code))))[0])
            if link is None:
                return None
            await self._link.run(
                ("SET", _chat(chat_id), _written(link)), ("SET", _user(link.user_id), str(chat_id))
            )
        return link.user_id

    async def link_of(self, chat_id: int) -> ChatLink | None:
        """See `ChatLinks.link_of`."""
        with _translating():
            return _read((await self._link.run(("GET", _chat(chat_id))))[0])

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


def _written(link: ChatLink) -> str:
    return f"{link.user_id} {link.asked_at.isoformat()}"


def _read(reply: Reply) -> ChatLink | None:
    text = reply.decode() if isinstance(reply, bytes) else reply
    if not isinstance(text, str):
        return None
    # Links from before their time was kept ended with the first end of all sessions.
    user_id, _, asked_at = text.partition(" ")
    return ChatLink(UUID(user_id), datetime.fromisoformat(asked_at) if asked_at else _LONG_AGO)


def _code(code: str) -> str:
    return f"chat_link_code:{code}"


def _chat(chat_id: int) -> str:
    return f"chat_link:chat:{chat_id}"


def _user(user_id: UUID) -> str:
    return f"chat_link:user:{user_id}"
