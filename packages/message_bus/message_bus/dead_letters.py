"""What a person can do with dead letters: list, show, redrive, discard."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pamqp.commands import Basic

from message_bus import header_names
from message_bus.confirmed_channel import ConfirmedChannel
from message_bus.connection import BusConnection
from message_bus.dead_letter import DeadLetter
from message_bus.dead_letter_reading import DeadLetterReading, reading
from message_bus.errors import DeadLetterNotFound
from message_bus.queue_stats import QueueStats
from message_bus.topology import dead_letters_queue

if TYPE_CHECKING:
    from aiormq.abc import DeliveredMessage
    from pamqp.common import FieldTable

__all__ = ["DeadLetters"]

_log = logging.getLogger(__name__)
_MOST_SEARCHED: Final = 10_000
_PERSISTENT: Final = 2
_TOLD_OF_FAILURE: Final = frozenset(
    {
        header_names.REASON,
        header_names.ERROR,
        header_names.FIRST_FAILED_AT,
        header_names.LAST_FAILED_AT,
    }
)


class DeadLetters:
    """The dead letters of all consumers.

    One act at a time per queue: a second reader in this process waits, one elsewhere is refused
    by the broker.

    Args:
        connection: connection of the process.
    """

    def __init__(self, connection: BusConnection) -> None:
        self._connection = connection
        self._stats = QueueStats(connection)
        self._acts: dict[str, asyncio.Lock] = {}

    async def count(self, consumer: str) -> int:
        """Return how many dead letters a consumer has.

        Raises:
            EntityMissing: there is no such consumer.
            BusError: the broker does not answer.
        """
        return (await self._stats.of(dead_letters_queue(consumer))).messages

    async def list(self, consumer: str, limit: int = 100) -> list[DeadLetter]:
        """Return the oldest dead letters of a consumer, oldest first.

        Raises:
            EntityMissing: there is no such consumer.
            BusError: the broker does not answer, or somebody else is reading.
        """
        async with self._reading(consumer) as grave, aclosing(grave.messages(limit)) as messages:
            return [DeadLetter.of(consumer, message) async for message in messages]

    async def show(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """Return one dead letter.

        Raises:
            DeadLetterNotFound: it is not there.
            BusError: as `list`.
        """
        async with self._reading(consumer) as grave:
            return (await self._find(grave, consumer, dead_letter_id))[0]

    async def redrive(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """Send one dead letter back to its consumer's queue, its attempts counted anew.

        Killed in between, it may be in both queues; its consumer recognises the event.

        Raises:
            DeadLetterNotFound: it is not there.
            BusError: as `list`, or the copy is not confirmed; then it stays.
        """
        async with self._reading(consumer) as grave:
            letter, message = await self._find(grave, consumer, dead_letter_id)
            await self._send_back(grave, consumer, [message])
        return letter

    async def redrive_all(self, consumer: str, buried_by: datetime | None = None) -> int:
        """Send back every dead letter that is there now, oldest first.

        Args:
            consumer: Whose.
            buried_by: Those that failed later stay; one that does not say when it failed goes.

        Returns:
            How many.

        Raises:
            BusError: as `redrive`; those before the failure are back at work.
        """
        async with self._reading(consumer) as grave:
            # Counted first: one that fails again meanwhile must not be sent round for ever.
            limit = await self.count(consumer)
            if limit == 0:
                return 0
            async with aclosing(grave.messages(min(limit, _MOST_SEARCHED))) as messages:
                found = [
                    message
                    async for message in messages
                    if not _failed_after(buried_by, DeadLetter.of(consumer, message))
                ]
            await self._send_back(grave, consumer, found)
        return len(found)

    async def discard(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """Throw one dead letter away for good.

        Returns:
            What it was, for the audit trail.

        Raises:
            DeadLetterNotFound: it is not there.
            BusError: as `list`.
        """
        async with self._reading(consumer) as grave:
            letter, message = await self._find(grave, consumer, dead_letter_id)
            await grave.remove(message)
        _log.warning("dead letter %s of %s discarded", dead_letter_id, consumer)
        return letter

    @asynccontextmanager
    async def _reading(self, consumer: str) -> AsyncIterator[DeadLetterReading]:
        lock = self._acts.setdefault(consumer, asyncio.Lock())
        async with lock, reading(self._connection, dead_letters_queue(consumer)) as grave:
            yield grave

    async def _find(
        self, grave: DeadLetterReading, consumer: str, dead_letter_id: str
    ) -> tuple[DeadLetter, "DeliveredMessage"]:
        async with aclosing(grave.messages(_MOST_SEARCHED)) as messages:
            async for message in messages:
                letter = DeadLetter.of(consumer, message)
                if letter.dead_letter_id == dead_letter_id:
                    return letter, message
        raise DeadLetterNotFound(consumer, dead_letter_id)

    async def _send_back(
        self, grave: DeadLetterReading, consumer: str, messages: "Sequence[DeliveredMessage]"
    ) -> None:
        channel = ConfirmedChannel(self._connection)
        try:
            for message in messages:
                await channel.send(
                    exchange="",
                    routing_key=consumer,
                    body=message.body,
                    properties=_as_new(message.header.properties),
                )
                await grave.remove(message)
        finally:
            await channel.close()
        _log.warning("%d dead letters of %s sent back to work", len(messages), consumer)


def _failed_after(moment: datetime | None, letter: DeadLetter) -> bool:
    failed_at = letter.last_failed_at
    return moment is not None and failed_at is not None and failed_at > moment


def _as_new(properties: Basic.Properties) -> Basic.Properties:
    headers: FieldTable = {
        name: value
        for name, value in (properties.headers or {}).items()
        if not name.startswith("x-") and name not in _TOLD_OF_FAILURE
    }
    before = headers.get(header_names.REDRIVEN)
    headers[header_names.REDRIVEN] = before + 1 if isinstance(before, int) else 1
    headers[header_names.ATTEMPT] = 1
    return Basic.Properties(
        content_type=properties.content_type,
        delivery_mode=_PERSISTENT,
        message_id=properties.message_id,
        message_type=properties.message_type,
        app_id=properties.app_id,
        headers=headers,
    )
