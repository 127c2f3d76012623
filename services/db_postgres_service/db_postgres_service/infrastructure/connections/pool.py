"""A small pool of asyncpg connections: the one used last, whose statements are prepared, first.

asyncpg's own pool hands out proxies, resets a connection on each return and starts a task for
it: as much again as the query of a hot read. No statement of this service leaves session state
behind, so here a connection is taken from a list and put back. The rules:

- a connection that broke, or whose use was cancelled half-way, is never put back;
- who waits is served in order, and waits no longer than `acquire_timeout`;
- a connection in use for longer than its time is cut off by a watch that looks once a second,
  which costs nothing per query and also helps against a server that hangs.
"""

import asyncio
import logging
from collections import deque
from contextlib import suppress
from time import monotonic

import asyncpg

from db_postgres_service.infrastructure.connections.options import PoolOptions, server_settings

_LOG = logging.getLogger(__name__)
_WATCH_SECONDS = 1.0
_CLOSE_SECONDS = 5.0
_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 2.0

type Connection = asyncpg.Connection[asyncpg.Record]
type _Waiter = asyncio.Future[Connection | None]


class PoolClosedError(Exception):
    """The pool was closed, the process is stopping."""


class PoolExhaustedError(Exception):
    """No connection became free in time."""


class ConnectionPool:
    """Connections to one database; `open` first, `close` last."""

    def __init__(self, options: PoolOptions) -> None:
        self.options = options
        self._idle: list[Connection] = []
        self._busy: dict[Connection, float] = {}
        self._waiting: deque[_Waiter] = deque()
        self._connecting = 0
        self._closed = False
        self._all_back = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None

    @property
    def size(self) -> int:
        """Connections that are open or being opened."""
        return len(self._idle) + len(self._busy) + self._connecting

    @property
    def idle(self) -> int:
        """Connections that nobody uses."""
        return len(self._idle)

    async def open(self) -> None:
        """Open the first connection; waits for a server that is still starting.

        Raises:
            TimeoutError: PostgreSQL did not answer within `startup_timeout`.
            asyncpg.PostgresError: It answered, and refuses us for good.
        """
        async with asyncio.timeout(self.options.startup_timeout):
            pause = _FIRST_PAUSE
            while True:
                try:
                    self._idle.append(await self._connect())
                    break
                except (OSError, TimeoutError, asyncpg.CannotConnectNowError) as error:
                    _LOG.info("waiting for PostgreSQL: %s", error)
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)
        self._watch = asyncio.create_task(self._cut_off_overdue(), name="postgres_pool_watch")

    async def take(self, seconds: float | None = None) -> Connection:
        """Return a connection for at most `seconds`, by default `command_timeout`.

        Raises:
            PoolExhaustedError: No connection became free in time.
            PoolClosedError: The process is stopping.
            asyncpg.PostgresError: The server refuses.
            OSError: The server is not there.
        """
        idle = self._idle
        while idle:
            connection = idle.pop()
            if not connection.is_closed():
                self._busy[connection] = monotonic() + (seconds or self.options.command_timeout)
                return connection
        connection = await self._open_or_wait()
        self._busy[connection] = monotonic() + (seconds or self.options.command_timeout)
        return connection

    def put_back(self, connection: Connection) -> None:
        """Return a connection whose last statement ended, well or with an error."""
        if self._closed or connection.is_closed():
            self.drop(connection)
            return
        if not self._hand_over(connection):
            self._busy.pop(connection, None)
            self._idle.append(connection)

    def drop(self, connection: Connection) -> None:
        """Give up a connection in an unknown state."""
        self._busy.pop(connection, None)
        connection.terminate()
        self._hand_over(None)
        if self._closed and not self._busy:
            self._all_back.set()

    def drop_idle(self) -> None:
        """Give up all idle connections: one broke, so the server was probably restarted."""
        for connection in self._idle:
            connection.terminate()
        self._idle.clear()

    async def close(self) -> None:
        """Let statements under way finish for a moment, then close every connection."""
        self._closed = True
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        while self._hand_over(None):
            pass
        if self._busy:
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await self._all_back.wait()
        for connection in (*self._busy, *self._idle):
            connection.terminate()
        self._idle.clear()

    async def _open_or_wait(self) -> Connection:
        try:
            async with asyncio.timeout(self.options.acquire_timeout):
                return await self._opened_or_handed_over()
        except TimeoutError as error:
            raise PoolExhaustedError from error

    async def _opened_or_handed_over(self) -> Connection:
        while not self._closed:
            if self.size < self.options.size:
                return await self._open_one()
            waiter: _Waiter = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            try:
                connection = await waiter
            except BaseException:
                self._leave(waiter)
                raise
            if connection is None:
                continue
            if not connection.is_closed():
                return connection
            self.drop(connection)
        raise PoolClosedError

    async def _open_one(self) -> Connection:
        self._connecting += 1
        try:
            return await self._connect()
        except BaseException:
            self._hand_over(None)  # the place is free: let the next one try
            raise
        finally:
            self._connecting -= 1

    def _leave(self, waiter: _Waiter) -> None:
        """Pass on what a waiter was given in the moment it gave up."""
        if waiter in self._waiting:
            self._waiting.remove(waiter)
        elif waiter.done() and not waiter.cancelled():
            connection = waiter.result()
            if connection is None:
                self._hand_over(None)
            else:
                self.put_back(connection)

    def _hand_over(self, connection: Connection | None) -> bool:
        """Give the connection, or None for a free place, to who waits longest."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return True
        return False

    async def _connect(self) -> Connection:
        options = self.options
        return await asyncpg.connect(
            options.url,
            timeout=options.connect_timeout,
            statement_cache_size=512,
            max_cached_statement_lifetime=0,
            server_settings=server_settings(options),
        )

    async def _cut_off_overdue(self) -> None:
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            now = monotonic()
            for connection, deadline in tuple(self._busy.items()):
                if now > deadline:
                    _LOG.error("a connection was in use for too long and is cut off")
                    connection.terminate()
