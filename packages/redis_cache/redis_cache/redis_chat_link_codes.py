"""`ChatLinkCodes` in Redis.

A flushed Redis makes the codes of ten minutes worthless: their users get others. No link is lost.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.chats import ChatLink
from redis.exceptions import RedisError

from redis_cache.redis_link import RedisAway, RedisLink, Reply

__all__ = ["RedisChatLinkCodes"]

_CODE_SECONDS: Final = 600
_RANDOM_BYTES: Final = 12
"""96 bits: nobody guesses one of them within ten minutes. 16 characters, as a deep link allows."""

_FOR_USERS: Final = "user"
_FOR_CHATS: Final = "chat"


class RedisChatLinkCodes:
    """Keeps what a code is good for under a digest of it, and beside it who redeemed it.

    Args:
        link: the way to Redis.
    """

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def issue_for_user(self, link: ChatLink) -> str:
        """See `ChatLinkCodes.issue_for_user`."""
        return await self._issue(_FOR_USERS, f"{link.user_id} {link.asked_at.isoformat()}")

    async def redeem_user_code(self, code: str, chat_id: int) -> ChatLink | None:
        """See `ChatLinkCodes.redeem_user_code`."""
        kept = await self._redeem(_FOR_USERS, code, str(chat_id))
        if kept is None:
            return None
        user_id, _, asked_at = kept.partition(" ")
        return ChatLink(UUID(user_id), datetime.fromisoformat(asked_at))

    async def issue_for_chat(self, chat_id: int) -> str:
        """See `ChatLinkCodes.issue_for_chat`."""
        return await self._issue(_FOR_CHATS, str(chat_id))

    async def redeem_chat_code(self, code: str, user_id: UUID) -> int | None:
        """See `ChatLinkCodes.redeem_chat_code`."""
        kept = await self._redeem(_FOR_CHATS, code, str(user_id))
        return None if kept is None else int(kept)

    async def spend(self, code: str) -> None:
        """See `ChatLinkCodes.spend`."""
        keys = [_key(kind, code) for kind in (_FOR_USERS, _FOR_CHATS)]
        with _translating():
            await self._link.run(("DEL", *keys))

    async def _issue(self, kind: str, kept: str) -> str:
        code = secrets.token_urlsafe(_RANDOM_BYTES)
        with _translating():
            await self._link.run(("SET", _key(kind, code), kept, "EX", _CODE_SECONDS))
        return code

    async def _redeem(self, kind: str, code: str, redeemer: str) -> str | None:
        """What was kept, for the first who asks and for him again."""
        key = _key(kind, code)
        redeemed_by = f"{key}:redeemed_by"
        with _translating():
            kept = _text((await self._link.run(("GET", key)))[0])
            if kept is None:
                return None
            # It outlives the code, whose life ends no later than this begins anew.
            claimed = ("SET", redeemed_by, redeemer, "NX", "EX", _CODE_SECONDS)
            _, first = await self._link.run(claimed, ("GET", redeemed_by))
        return kept if _text(first) == redeemer else None


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except (RedisAway, RedisError) as error:
        raise StorageUnavailable(service="redis", reason=type(error).__name__) from error


def _text(reply: Reply) -> str | None:
    if isinstance(reply, bytes):
        return reply.decode()
    return reply if isinstance(reply, str) else None


def _key(kind: str, code: str) -> str:
    return f"chat_link_code:{kind}:{sha256(code.encode()).hexdigest()}"
