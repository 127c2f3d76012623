"""Aiogram's storage of dialogues in Redis, as the bot uses it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from aiogram.fsm.storage.base import StateType, StorageKey
from aiogram.fsm.storage.redis import RedisStorage
from business_hexagon.application.errors import StorageUnavailable
from redis.exceptions import RedisError
from redis_cache import connect


class DialogueStorage(RedisStorage):
    """Keeps one document for each chat, for some days after its last use.

    The step of a dialogue is in the document: kept apart, as aiogram does it, a crash between two
    writes would leave the step of one update and the data of another.

    Args:
        url: Where Redis is.
        days: How long an unused document is kept.
    """

    def __init__(self, url: str, days: float) -> None:
        seconds = int(days * 24 * 3600)
        super().__init__(connect(url), state_ttl=seconds, data_ttl=seconds)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Refuses: see `ChatSession.step`.

        Raises:
            NotImplementedError: Always, unless there is nothing to set.
        """
        del key
        if state is not None:
            raise NotImplementedError("the step of a dialogue is part of its session")

    async def get_state(self, key: StorageKey) -> str | None:
        """Knows none, and asks nobody: the session brings it."""
        del key
        return None

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
