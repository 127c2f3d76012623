"""How much waits in the queues."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from message_bus.connection import BusConnection
from message_bus.uninterrupted import uninterrupted
from message_bus.vendor_errors import translating

__all__ = ["QueueStat", "QueueStats"]

_ANSWER_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class QueueStat:
    """A queue at one moment.

    Attributes:
        queue: its name.
        messages: messages that wait; those in some consumer's hands are not counted.
        consumers: who takes from it.
    """

    queue: str
    messages: int
    consumers: int


class QueueStats:
    """Asks the broker, without its management API.

    Args:
        connection: connection of the process.
    """

    def __init__(self, connection: BusConnection) -> None:
        self._connection = connection

    async def of(self, queue: str) -> QueueStat:
        """Return the figures of one queue.

        Raises:
            EntityMissing: there is no such queue.
            BusError: the broker does not answer.
        """
        with translating():
            return await uninterrupted(self._of(queue), within_seconds=_ANSWER_SECONDS)

    async def _of(self, queue: str) -> QueueStat:
        # A channel for each: asking for a queue that does not exist closes it.
        async with self._connection.channel(confirms=False) as channel:
            with translating():
                declared = await channel.queue_declare(queue, passive=True)
        return QueueStat(queue, declared.message_count or 0, declared.consumer_count or 0)

    async def of_many(self, queues: Iterable[str]) -> list[QueueStat]:
        """Return the figures of several queues, in the order given.

        Raises:
            EntityMissing: one of them does not exist.
            BusError: the broker does not answer.
        """
        return list(await asyncio.gather(*(self.of(queue) for queue in queues)))
