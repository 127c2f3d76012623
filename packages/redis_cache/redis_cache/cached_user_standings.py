"""`UserStandings` with a cache of a few seconds in front."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from business_hexagon.application.ports.user_standings import Standing, UserStandings
from business_hexagon.domain.identity.role import Role

from redis_cache.cache_aside import CacheAside
from redis_cache.local_layer import LocalLayer
from redis_cache.redis_link import RedisLink

__all__ = ["CachedUserStandings"]

_ENCODING = 1
"""Raise it with every change of `Standing`."""


class CachedUserStandings:
    """Standings from this process, from Redis, or from the source.

    What is changed elsewhere counts here when both layers have forgotten: after seven seconds at
    most, without any message from anybody.

    Args:
        source: Tells how users stand now.
        link: The way to Redis; None to do without it.
        local_seconds: Life in this process.
        ttl_seconds: Life in Redis.
    """

    def __init__(
        self,
        source: UserStandings,
        link: RedisLink | None,
        *,
        local_seconds: float = 2.0,
        ttl_seconds: float = 5.0,
    ) -> None:
        self._source = source
        self._cache = CacheAside[Standing](
            link,
            name="user_standing",
            version=_ENCODING,
            encode=_encode,
            decode=_decode,
            ttl_seconds=ttl_seconds,
            local=LocalLayer(ttl_seconds=local_seconds),
        )

    async def of(self, user_id: UUID, session_id: UUID | None) -> Standing | None:
        """See `UserStandings.of`."""
        return await self._cache.get(_key(user_id, session_id), self._load)

    def is_at_hand(self, user_id: UUID, session_id: UUID | None) -> bool:
        """Whether this process can tell without asking anybody."""
        return self._cache.is_at_hand(_key(user_id, session_id))

    async def forget(self, user_id: UUID, session_id: UUID | None) -> None:
        """Ask anew; for whoever has just changed how the user stands."""
        await self._cache.forget((_key(user_id, session_id),))

    async def _load(self, keys: Sequence[str]) -> Mapping[str, Standing]:
        found: dict[str, Standing] = {}
        for key in keys:
            user, _, session = key.partition(":")
            standing = await self._source.of(UUID(user), UUID(session) if session else None)
            if standing is not None:
                found[key] = standing
        return found


def _key(user_id: UUID, session_id: UUID | None) -> str:
    return f"{user_id.hex}:{'' if session_id is None else session_id.hex}"


def _encode(standing: Standing) -> bytes:
    valid_from = standing.sessions_valid_from
    moment = None if valid_from is None else valid_from.isoformat()
    fields = [standing.role.value, standing.is_active, moment, standing.session_open]
    return json.dumps(fields).encode()


def _decode(stored: bytes) -> Standing:
    """Read what `_encode` wrote; a ValueError says that it did not."""
    role, is_active, moment, session_open = json.loads(stored)
    valid_from = None if moment is None else datetime.fromisoformat(moment)
    return Standing(Role(role), is_active is True, valid_from, session_open is True)
