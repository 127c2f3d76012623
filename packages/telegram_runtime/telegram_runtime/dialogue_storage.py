"""Aiogram's storage of dialogues in Redis, with an outage that passes as one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from aiogram.fsm.storage.base import DefaultKeyBuilder, StateType, StorageKey
from aiogram.fsm.storage.redis import RedisStorage
from business_hexagon.application.errors import StorageUnavailable
from redis.exceptions import RedisError
from redis_cache import connect


class DialogueStorage(RedisStorage):
    """Keeps the dialogues of one bot for some days after their last use.

    Args:
        url: Where Redis is.
        days: How long an unused dialogue is kept.
        prefix: What the keys of this bot begin with: two bots know the same people.
    """

    def __init__(self, url: str, days: float, prefix: str = "fsm") -> None:
        seconds = int(days * 24 * 3600)
        keys = DefaultKeyBuilder(prefix=prefix)
        super().__init__(connect(url), key_builder=keys, state_ttl=seconds, data_ttl=seconds)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keeps the step.

        Raises:
            StorageUnavailable: Redis does not answer.
        """
        with _translating():
            await super().set_state(key, state)

    async def get_state(self, key: StorageKey) -> str | None:
        """The step; none outside of dialogues.

        Raises:
            StorageUnavailable: Redis does not answer.
        """
        with _translating():
            return await super().get_state(key)

    async def set_data(self, key: StorageKey, data: Mapping[str, object]) -> None:
        """Keeps the document.

        Raises:
            StorageUnavailable: Redis does not answer.
        """
        with _translating():
            await super().set_data(key, data)

    async def get_data(self, key: StorageKey) -> dict[str, object]:
        """The document; empty when there is none.

        Raises:
            StorageUnavailable: Redis does not answer.
        """
        with _translating():
            return dict(await super().get_data(key))


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise StorageUnavailable(service="redis", reason=type(error).__name__) from error
