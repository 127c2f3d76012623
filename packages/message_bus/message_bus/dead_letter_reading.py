"""Looks at a dead letter queue without taking anything out of it.

Getting a message and putting it back would change the order, and a crash in between would not; but
two readers would each see holes. So a reader consumes without acknowledging on a channel of its
own, as the only consumer: closing the channel puts everything back where it was.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from aiormq import Channel

from message_bus.connection import BusConnection
from message_bus.vendor_errors import translating

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage

__all__ = ["DeadLetterReading", "reading"]

_QUIET_SECONDS: Final = 0.3
"""Silence that means the end, beyond the messages that the broker has counted."""

_PATIENCE_SECONDS: Final = 5.0
"""Silence that means the end, within them."""


class DeadLetterReading:
    """The messages of one queue, held until the channel closes."""

    def __init__(self, channel: Channel, queue: str) -> None:
        self._channel = channel
        self._queue = queue

    async def messages(self, limit: int) -> AsyncGenerator["DeliveredMessage"]:
        """Yield up to `limit` messages from the head of the queue, in its order.

        Raises:
            BusError: the broker does not answer, or somebody else is reading.
        """
        arrived: asyncio.Queue[DeliveredMessage] = asyncio.Queue()
        with translating():
            declared = await self._channel.queue_declare(self._queue, passive=True)
            await self._channel.basic_qos(prefetch_count=limit)
            await self._channel.basic_consume(self._queue, arrived.put, exclusive=True)
        counted = declared.message_count or 0
        for number in range(limit):
            patience = _PATIENCE_SECONDS if number < counted else _QUIET_SECONDS
            try:
                async with asyncio.timeout(patience):
                    message = await arrived.get()
            except TimeoutError:
                return
            yield message

    async def remove(self, message: "DeliveredMessage") -> None:
        """Take one message out of the queue for good.

        Raises:
            BusError: the channel broke; the message is still there.
        """
        with translating():
            await self._channel.basic_ack(message.delivery_tag or 0)


@asynccontextmanager
async def reading(connection: BusConnection, queue: str) -> AsyncIterator[DeadLetterReading]:
    """Read a queue for the length of a block; what was not removed is back afterwards.

    Raises:
        BusError: the broker does not answer.
    """
    async with connection.channel(confirms=False) as channel:
        yield DeadLetterReading(channel, queue)
