"""One connection to the broker for a whole process; it mends itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import aio_pika
from aio_pika.abc import AbstractRobustConnection
from aiormq import Channel

from message_bus.errors import BrokerUnavailable, BusError, ProtocolError
from message_bus.uninterrupted import uninterrupted
from message_bus.vendor_errors import translating

__all__ = ["BusConnection"]

_PING_EXCHANGE: Final = "amq.topic"
_CLOSE_SECONDS: Final = 5.0
_LOOK_AGAIN_SECONDS: Final = 0.02


class BusConnection:
    """A connection that comes back after every loss, and channels on it that do not.

    A channel that came back by itself would hide that its delivery tags have lost their meaning
    and that its unconfirmed messages may be gone; so whoever uses a channel opens a new one.

    Args:
        url: `amqp://user:password@host:port/virtual_host`.
        name: what the broker's own pages call this connection.
        heartbeat_seconds: silence after which the other side counts as dead (twice that).
        reconnect_seconds: pause between attempts to connect.
        connect_seconds: deadline of one attempt, and of waiting for a connection.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str,
        heartbeat_seconds: int = 15,
        reconnect_seconds: float = 0.5,
        connect_seconds: float = 10.0,
    ) -> None:
        self._url = url
        self._name = name
        self._heartbeat_seconds = heartbeat_seconds
        self._reconnect_seconds = reconnect_seconds
        self._connect_seconds = connect_seconds
        self._opening: asyncio.Task[AbstractRobustConnection] | None = None
        self._closed = False

    def start(self) -> None:
        """Begin to connect, and keep at it; returns at once.

        Raises:
            BrokerUnavailable: it was closed before.
        """
        if self._closed:
            raise BrokerUnavailable("the connection was closed")
        if self._opening is None:
            self._opening = asyncio.create_task(self._open(), name=f"connect {self._name}")

    async def connect(self) -> None:
        """Connect and wait until it is done.

        Raises:
            BrokerUnavailable: not within the deadline; attempts go on behind.
        """
        await self._connected()

    async def _open(self) -> AbstractRobustConnection:
        return await aio_pika.connect_robust(
            self._url,
            timeout=self._connect_seconds,
            client_properties={"connection_name": self._name},
            heartbeat=self._heartbeat_seconds,
            reconnect_interval=self._reconnect_seconds,
            fail_fast="0",
        )

    async def _connected(self) -> AbstractRobustConnection:
        self.start()
        opening = self._opening
        if opening is None:
            raise BrokerUnavailable("the connection was closed")
        try:
            with translating():
                async with asyncio.timeout(self._connect_seconds):
                    # Shielded: one caller's deadline is not the end of the attempts.
                    connection = await asyncio.shield(opening)
                    await connection.ready()
        except BusError as error:
            raise BrokerUnavailable(f"no connection to the broker ({error})") from error
        return connection

    async def open_channel(self, *, confirms: bool) -> Channel:
        """Open a channel of the driver; the caller closes it and notices when it breaks.

        Args:
            confirms: whether published messages are confirmed, and unroutable ones raise.

        Raises:
            BusError: no connection, or the broker refuses.
        """
        connection = await self._connected()
        with translating():
            return await uninterrupted(
                self._open_channel(connection, confirms=confirms),
                within_seconds=self._connect_seconds,
            )

    @staticmethod
    async def _open_channel(connection: AbstractRobustConnection, *, confirms: bool) -> Channel:
        while True:
            transport = connection.transport
            if transport is not None and not transport.connection.is_closed:
                break
            # It has just broken, and the driver does not know yet that it must wait.
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            await connection.ready()
        # The driver's own channel: aio-pika's wrapper leaves a callback behind on the
        # connection for every channel that ever was.
        channel = await transport.connection.channel(
            publisher_confirms=confirms, on_return_raises=confirms
        )
        if not isinstance(channel, Channel):
            raise ProtocolError(f"the driver has channels of {type(channel).__name__} now")
        return channel

    @asynccontextmanager
    async def channel(self, *, confirms: bool) -> AsyncIterator[Channel]:
        """Open a channel for the length of a block.

        Raises:
            BusError: no connection, or the broker refuses.
        """
        channel = await self.open_channel(confirms=confirms)
        try:
            yield channel
        finally:
            await close_quietly(channel)

    async def ping(self) -> None:
        """Ask the broker something, for `/ready`.

        Raises:
            BusError: it does not answer.
        """
        with translating():
            await uninterrupted(self._ping(), within_seconds=self._connect_seconds)

    async def _ping(self) -> None:
        async with self.channel(confirms=False) as channel:
            with translating():
                await channel.exchange_declare(_PING_EXCHANGE, passive=True)

    async def close(self) -> None:
        """Close it for good; safe to repeat."""
        self._closed = True
        opening, self._opening = self._opening, None
        if opening is None:
            return
        if not opening.done():
            opening.cancel()
        result = (await asyncio.gather(opening, return_exceptions=True))[0]
        if isinstance(result, AbstractRobustConnection):
            await result.close()


async def close_quietly(channel: Channel) -> None:
    """Close a channel of which nothing is expected any more, broken or not."""
    # It is gone either way, and there is nothing to do.
    # quintet: allow Q709 until 2027-10-31: whatever a driver raises, the channel is gone
    with suppress(Exception), translating():
        await uninterrupted(channel.close(), within_seconds=_CLOSE_SECONDS)
