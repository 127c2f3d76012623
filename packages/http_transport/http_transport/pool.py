"""The connections to one origin: last used first, never more than the limit.

`_open` counts slots: connections that are idle, busy, or being made. Whoever holds a slot either
gives back a usable connection or gives back the bare slot, whatever happens to the request.
"""

import asyncio
from collections import deque

from http_transport.client_tls import TlsContexts
from http_transport.connection import Connection
from http_transport.errors import ConnectError, PoolTimeout

__all__ = ["ConnectionPool"]


class ConnectionPool:
    """LIFO pool with waiters in order of arrival.

    Args:
        host: Name or address of the origin.
        port: TCP port of the origin.
        tls: Contexts for https, None for http.
        max_connections: Most connections at any time.
        connect_timeout: Seconds to wait for one connection to be made.
        max_body_bytes: Most bytes of a response body.
        local_address: Address that connections leave from; None leaves it to the system.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        tls: TlsContexts | None,
        max_connections: int,
        connect_timeout: float,
        max_body_bytes: int,
        local_address: str | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self._tls = tls
        self._max = max_connections
        self._connect_timeout = connect_timeout
        self._max_body_bytes = max_body_bytes
        self._local = None if local_address is None else (local_address, 0)
        self._idle: list[Connection] = []
        self._busy: set[Connection] = set()
        self._waiters: deque[asyncio.Future[Connection | None]] = deque()
        self._open = 0
        self._closed = False
        self._cut_off = False
        self._emptied: asyncio.Future[None] | None = None

    @property
    def open_connections(self) -> int:
        """Slots in use: idle, busy and connecting."""
        return self._open

    @property
    def idle_connections(self) -> int:
        """Connections that wait for work."""
        return len(self._idle)

    def take_idle(self) -> Connection | None:
        """Return the connection used last, without waiting; None when none is idle."""
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                self._busy.add(connection)
                return connection
            connection.abort()
            self._free_slot()
        return None

    async def acquire(self, deadline: float, *, fresh: bool = False) -> Connection:
        """Return a connection nobody else uses.

        Args:
            deadline: Moment on the loop's clock to give up.
            fresh: Insist on a connection that has served nothing yet.

        Raises:
            PoolTimeout: Every connection stayed busy until the deadline.
            ConnectError: The connection could not be made, or the pool is closed.
        """
        if self._closed:
            raise ConnectError("the client is closed")
        if not fresh:
            idle = self.take_idle()
            if idle is not None:
                return idle
        elif self._open >= self._max and self._idle:
            self._idle.pop().abort()
            self._free_slot()
        if self._open < self._max:
            self._open += 1
        else:
            granted = await self._wait_for_turn(deadline)
            if granted is not None:
                if granted.usable and not (fresh and granted.served):
                    return granted
                self._busy.discard(granted)
                granted.abort()
        return await self._connect(deadline)

    def release(self, connection: Connection) -> None:
        """Give a connection back; one that cannot be used again is closed and its slot freed."""
        self._busy.discard(connection)
        if self._closed or not connection.usable:
            connection.close()
            self._free_slot()
            return
        waiter = self._next_waiter()
        if waiter is not None:
            self._busy.add(connection)
            waiter.set_result(connection)
        else:
            self._idle.append(connection)

    def discard(self, connection: Connection) -> None:
        """Close a connection whose exchange was broken off, and free its slot."""
        self._busy.discard(connection)
        connection.abort()
        self._free_slot()

    async def aclose(self, grace: float) -> None:
        """Refuse new work, let requests in flight finish for `grace` seconds, then close all."""
        self._closed = True
        for connection in self._idle:
            connection.close()
        self._open -= len(self._idle)
        self._idle.clear()
        while (waiter := self._next_waiter()) is not None:
            waiter.set_exception(ConnectError("the client is closed"))
        if self._open:
            self._emptied = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(self._emptied, grace)
            except TimeoutError:
                self._cut_off = True
                for connection in tuple(self._busy):
                    connection.abort()
        # One turn of the loop lets the transports run their closing callbacks.
        await asyncio.sleep(0)

    def _next_waiter(self) -> asyncio.Future[Connection | None] | None:
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                return waiter
        return None

    def _free_slot(self) -> None:
        waiter = self._next_waiter()
        if waiter is not None:
            waiter.set_result(None)  # the slot passes on: the waiter connects anew
            return
        self._open -= 1
        if self._open == 0 and self._emptied is not None and not self._emptied.done():
            self._emptied.set_result(None)

    async def _wait_for_turn(self, deadline: float) -> Connection | None:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Connection | None] = loop.create_future()
        self._waiters.append(waiter)
        timer = loop.call_at(deadline, self._expire, waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            # A grant and a cancellation may arrive in the same turn: the grant must not be lost.
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                granted = waiter.result()
                if granted is None:
                    self._free_slot()
                else:
                    self.release(granted)
            raise
        finally:
            timer.cancel()

    @staticmethod
    def _expire(waiter: asyncio.Future[Connection | None]) -> None:
        if not waiter.done():
            waiter.set_exception(PoolTimeout("every connection stayed busy until the deadline"))

    async def _connect(self, deadline: float) -> Connection:
        loop = asyncio.get_running_loop()
        made: list[Connection] = []

        def protocol() -> Connection:
            connection = Connection(loop, self._max_body_bytes, self._on_lost)
            made.append(connection)
            return connection

        try:
            until = min(deadline, loop.time() + self._connect_timeout)
            async with asyncio.timeout_at(until):
                await loop.create_connection(
                    protocol,
                    self._host,
                    self._port,
                    ssl=None if self._tls is None else self._tls.current(),
                    server_hostname=self._host if self._tls is not None else None,
                    local_addr=self._local,
                )
        except BaseException as error:
            for connection in made:
                connection.abort()
            self._free_slot()
            if isinstance(error, TimeoutError):
                raise ConnectError("no connection in time") from error
            if isinstance(error, OSError):
                raise ConnectError(f"cannot connect to {self._host}:{self._port}") from error
            raise
        connection = made[-1]
        if self._cut_off:
            self.discard(connection)
            raise ConnectError("the client is closed")
        self._busy.add(connection)
        return connection

    def _on_lost(self, connection: Connection) -> None:
        # A busy connection's slot is freed by its user; only an idle one is accounted for here.
        if connection in self._idle:
            self._idle.remove(connection)
            self._free_slot()
