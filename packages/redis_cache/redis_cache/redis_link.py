"""The link to Redis that a cancelled caller cannot poison.

redis-py hands a connection to the task that runs a command; if that task is cancelled between
sending and reading, the reply may wait for the next command on the connection. Here callers never
touch a connection: they leave their commands in a queue and wait for a future. One task of the link
sends everything that has gathered as one pipeline, so no caller can cancel it half-way, and under
load many commands share one round trip, which is also several times cheaper.
"""

import asyncio
from collections.abc import Sequence

from redis.asyncio import Redis
from redis.exceptions import RedisError

from redis_cache.circuit import Circuit

__all__ = ["Argument", "Command", "RedisAway", "RedisLink", "Reply"]

type Argument = bytes | str | int | float
type Command = tuple[Argument, ...]
type Reply = bytes | str | int | float | list[Reply] | None
type _Waiting = tuple[Sequence[Command], asyncio.Future[list[Reply]]]

_MOST_COMMANDS_PER_TRIP = 500


class RedisAway(Exception):
    """Redis did not answer, or failed so recently that it was not asked."""


class RedisLink:
    """Runs commands for any number of callers over one pipeline at a time.

    Args:
        redis: The client, usually from `connect`.
        timeout_seconds: Most seconds for one round trip, whatever the client's own time-outs are.
        circuit: Decides for how long a failing Redis is left alone.
    """

    def __init__(
        self, redis: Redis, *, timeout_seconds: float = 1.0, circuit: Circuit | None = None
    ) -> None:
        self._redis = redis
        self._timeout_seconds = timeout_seconds
        self._circuit = circuit or Circuit()
        self._waiting: list[_Waiting] = []
        self._driver: asyncio.Task[None] | None = None

    async def run(self, *commands: Command) -> list[Reply]:
        """Run commands in order, though not as a transaction, and return their replies.

        Raises:
            RedisAway: No reply could be had; whether the commands ran is unknown.
            redis.exceptions.ResponseError: Redis refused one of the commands.
        """
        if self._circuit.is_open:
            raise RedisAway("left alone after a failure")
        future: asyncio.Future[list[Reply]] = asyncio.get_running_loop().create_future()
        self._waiting.append((commands, future))
        if self._driver is None:
            self._driver = asyncio.create_task(self._drive(), name="redis_link")
        return await future

    async def aclose(self) -> None:
        """Let what is queued finish, then close the connections."""
        if self._driver is not None:
            await self._driver
        await self._redis.aclose()

    async def _drive(self) -> None:
        try:
            while self._waiting:
                batch = self._take_batch()
                try:
                    replies = await self._round_trip(batch)
                except Exception as error:  # noqa: BLE001  whatever it was, nobody may wait forever
                    self._circuit.failed()
                    _fail(batch, error)
                    _fail(self._waiting, error)
                    self._waiting = []
                    await self._drop_connections()
                else:
                    self._circuit.succeeded()
                    _answer(batch, replies)
        finally:
            self._driver = None

    def _take_batch(self) -> list[_Waiting]:
        size = 0
        for index, (commands, _) in enumerate(self._waiting):
            size += len(commands)
            if size > _MOST_COMMANDS_PER_TRIP and index > 0:
                batch = self._waiting[:index]
                self._waiting = self._waiting[index:]
                return batch
        batch, self._waiting = self._waiting, []
        return batch

    async def _round_trip(self, batch: list[_Waiting]) -> list[Reply | Exception]:
        async with asyncio.timeout(self._timeout_seconds):
            pipeline = self._redis.pipeline(transaction=False)
            for commands, _ in batch:
                for command in commands:
                    pipeline.execute_command(*command)
            replies: list[Reply | Exception] = await pipeline.execute(raise_on_error=False)
            return replies

    async def _drop_connections(self) -> None:
        """Never reuse a connection on which a reply may still be under way."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                await self._redis.connection_pool.disconnect(inuse_connections=True)
        except (RedisError, OSError, TimeoutError):
            self._circuit.failed()


def _answer(batch: list[_Waiting], replies: list[Reply | Exception]) -> None:
    start = 0
    for commands, future in batch:
        own = replies[start : start + len(commands)]
        start += len(commands)
        if future.done():  # the caller was cancelled
            continue
        values: list[Reply] = []
        for reply in own:
            if isinstance(reply, Exception):
                future.set_exception(reply)
                break
            values.append(reply)
        else:
            future.set_result(values)


def _fail(batch: list[_Waiting], cause: Exception | None) -> None:
    for _, future in batch:
        if not future.done():
            error = RedisAway("redis did not answer")
            error.__cause__ = cause
            future.set_exception(error)
