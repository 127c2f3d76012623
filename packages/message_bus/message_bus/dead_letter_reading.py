"""Looks at a dead letter queue without taking anything out of it.

Getting a message and putting it back would change the order, and a crash in between would not; but
two readers would each see holes. So a reader consumes without acknowledging on a channel of its
own, as the only consumer: closing the channel puts everything back where it was, a little later.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

from aiormq import Channel

from message_bus.connection import BusConnection, close_quietly
from message_bus.errors import BusError
from message_bus.queue_stats import QueueStats
from message_bus.vendor_errors import translating

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage

__all__ = ["DeadLetterReading", "reading"]

_QUIET_SECONDS: Final = 0.3
"""Silence that means the end, beyond the messages that the broker has counted."""

_PATIENCE_SECONDS: Final = 5.0
"""Silence that means the end, within them."""

_BACK_SECONDS: Final = 5.0
_LOOK_AGAIN_SECONDS: Final = 0.02


class DeadLetterReading:
    """The messages of one queue, held until the channel closes."""

    def __init__(self, channel: Channel, queue: str) -> None:
        self._channel = channel
        self._queue = queue
        self._held = 0

    async def messages(self, limit: int) -> AsyncGenerator["DeliveredMessage"]:
        """Yield up to `limit` messages from the head of the queue, in its order.

        Raises:
            BusError: the broker does not answer, or somebody else is reading.
        """
        arrived: asyncio.Queue[DeliveredMessage] = asyncio.Queue()

        async def hold(message: "DeliveredMessage") -> None:
            self._held += 1
            arrived.put_nowait(message)

        with translating():
            declared = await self._channel.queue_declare(self._queue, passive=True)
            await self._channel.basic_qos(prefetch_count=limit)
            await self._channel.basic_consume(self._queue, hold, exclusive=True)
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
        self._held -= 1

    async def until_back(self, stats: QueueStats) -> None:
        """Return when the queue has again what was held, or after a while.

        Its members agree on that only after the channel has closed; who looked at once would see
        fewer messages than there are.
        """
        with suppress(BusError, TimeoutError):
            async with asyncio.timeout(_BACK_SECONDS):
                while self._held:
                    if (await stats.of(self._queue)).messages >= self._held:
                        break
                    await asyncio.sleep(_LOOK_AGAIN_SECONDS)


@asynccontextmanager
async def reading(connection: BusConnection, queue: str) -> AsyncIterator[DeadLetterReading]:
    """Read a queue for the length of a block; what was not removed is back afterwards.

    Raises:
        BusError: the broker does not answer.
    """
    channel = await connection.open_channel(confirms=False)
    grave = DeadLetterReading(channel, queue)
    try:
        yield grave
    finally:
        was_lost = channel.is_closed
        await close_quietly(channel)
        if not was_lost:
            await grave.until_back(QueueStats(connection))
