"""The hexagon's port of dead letters, on the broker."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from business_hexagon.application.errors import (
    BrokerUnavailable,
    DeadLettersBusy,
    NotFound,
)
from business_hexagon.application.ports.dead_letters import DeadLetter
from integration_events.subscriptions import SUBSCRIPTIONS

from message_bus import dead_letter, dead_letters
from message_bus.connection import BusConnection
from message_bus.errors import BusError, DeadLetterNotFound, EntityLocked, EntityMissing

__all__ = ["BrokerDeadLetters"]


class BrokerDeadLetters:
    """What the use cases of dead letters need, in their words and with their errors.

    Args:
        connection: connection of the process.
    """

    def __init__(self, connection: BusConnection) -> None:
        self._letters = dead_letters.DeadLetters(connection)

    async def counts(self) -> Mapping[str, int]:
        """See `DeadLetters.counts`; a consumer whose queues nobody has declared yet has none."""
        return {consumer: await self._count(consumer) for consumer in SUBSCRIPTIONS}

    async def list(self, consumer: str, limit: int) -> Sequence[DeadLetter]:
        """See `DeadLetters.list`."""
        with _in_words_of_the_hexagon(consumer):
            return [_told(letter) for letter in await self._letters.list(consumer, limit)]

    async def show(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """See `DeadLetters.show`."""
        with _in_words_of_the_hexagon(consumer):
            return _told(await self._letters.show(consumer, dead_letter_id))

    async def redrive(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """See `DeadLetters.redrive`."""
        with _in_words_of_the_hexagon(consumer):
            return _told(await self._letters.redrive(consumer, dead_letter_id))

    async def redrive_all(self, consumer: str, buried_by: datetime | None = None) -> int:
        """See `DeadLetters.redrive_all`."""
        with _in_words_of_the_hexagon(consumer):
            return await self._letters.redrive_all(consumer, buried_by)

    async def discard(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """See `DeadLetters.discard`."""
        with _in_words_of_the_hexagon(consumer):
            return _told(await self._letters.discard(consumer, dead_letter_id))

    async def _count(self, consumer: str) -> int:
        try:
            return await self._letters.count(consumer)
        except EntityMissing:
            return 0
        except BusError as error:
            raise BrokerUnavailable(type(error).__name__) from error


@contextmanager
def _in_words_of_the_hexagon(consumer: str) -> Iterator[None]:
    if consumer not in SUBSCRIPTIONS:
        # Any queue may be called `…_dead_letters`; only our consumers' are anybody's business.
        raise NotFound("consumer", consumer)
    try:
        yield
    except DeadLetterNotFound as error:
        raise NotFound("dead_letter", error.dead_letter_id) from error
    except EntityMissing as error:
        raise NotFound("consumer", consumer) from error
    except EntityLocked as error:
        raise DeadLettersBusy(consumer) from error
    except BusError as error:
        raise BrokerUnavailable(type(error).__name__) from error


def _told(letter: dead_letter.DeadLetter) -> DeadLetter:
    return DeadLetter(
        dead_letter_id=letter.dead_letter_id,
        consumer=letter.consumer,
        event_type=letter.event_type,
        aggregate=letter.aggregate,
        reason=letter.reason,
        error=letter.error,
        attempts=letter.attempts,
        first_failed_at=letter.first_failed_at,
        last_failed_at=letter.last_failed_at,
        redriven=letter.redriven,
        body=letter.body,
    )
