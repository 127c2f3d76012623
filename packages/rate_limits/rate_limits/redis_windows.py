"""Windows in Redis, over the link that all Redis work of the process shares."""

from redis.exceptions import NoScriptError
from redis_cache import RedisLink
from redis_cache.redis_link import Reply

from rate_limits.verdict import Window
from rate_limits.window_scripts import script_name, take_and_look
from rate_limits.window_storage import WindowStorage

__all__ = ["RedisLinkStorage"]


class RedisLinkStorage(WindowStorage):
    """Runs the library's scripts through the link, so that they ride in the pipeline of others.

    Args:
        link: The way to Redis.
    """

    def __init__(self, link: RedisLink) -> None:
        super().__init__()
        self._link = link
        self._script = take_and_look()
        self._name = script_name()

    async def take(self, key: str, limit: int, expiry: int, amount: int) -> tuple[bool, Window]:
        """See `WindowStorage.take`.

        Raises:
            RedisAway: Redis does not answer.
            redis.exceptions.ResponseError: Redis refuses, for example because it is loading.
        """
        current = f"{{{key}}}"  # the braces keep both keys together in a cluster
        arguments = (2, f"{current}/-1", current, limit, expiry, amount)
        try:
            replies = await self._link.run(("EVALSHA", self._name, *arguments))
        except NoScriptError:  # a fresh or flushed Redis; this makes it known
            replies = await self._link.run(("EVAL", self._script, *arguments))
        return _read(replies[0], expiry)

    async def clear(self, key: str) -> None:
        """Empty a bucket."""
        await self._link.run(("DEL", f"{{{key}}}", f"{{{key}}}/-1"))

    async def check(self) -> bool:
        """Tell whether Redis answers."""
        await self._link.run(("PING",))
        return True


def _read(reply: Reply, expiry: int) -> tuple[bool, Window]:
    taken, *figures = reply if isinstance(reply, list) else [None]
    previous, previous_ttl, current, current_ttl = (_number(item) for item in figures)
    # A window's key lives for two windows, the second of them as the previous one.
    seconds = current_ttl / 1000 - expiry
    window = Window(
        previous,
        max(0, previous_ttl) / 1000,
        current,
        seconds if seconds > 0 else float(expiry),
    )
    return taken == 1, window


def _number(item: Reply) -> int:
    return int(item) if isinstance(item, bytes | str | int) else 0
