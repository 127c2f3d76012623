"""Messages that their consumer has given up, and what a person can do with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that its consumer has given up.

    Attributes:
        dead_letter_id: for events the event's id.
        consumer: who gave it up.
        event_type: what it says to be, if it does.
        aggregate: stream of the event, if it says so.
        reason: why it was given up, in one word such as `attempts_exhausted`.
        error: what the last attempt died of.
        attempts: how many there were.
        first_failed_at: when the first failed, if known.
        last_failed_at: when the last failed, if known.
        redriven: how many times it was sent back to work before.
        body: the message as it came.
    """

    dead_letter_id: str
    consumer: str
    event_type: str | None
    aggregate: str | None
    reason: str
    error: str | None
    attempts: int
    first_failed_at: datetime | None
    last_failed_at: datetime | None
    redriven: int
    body: bytes


class DeadLetters(Protocol):
    """The dead letters of all consumers."""

    async def counts(self) -> Mapping[str, int]:
        """How many dead letters each consumer has.

        Raises:
            BrokerUnavailable: the broker does not answer.
        """
        ...

    async def list(self, consumer: str, limit: int) -> Sequence[DeadLetter]:
        """The oldest dead letters of a consumer, oldest first.

        Raises:
            NotFound: there is no such consumer.
            DeadLettersBusy: somebody else is at them.
            BrokerUnavailable: the broker does not answer.
        """
        ...

    async def show(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """One dead letter.

        Raises:
            NotFound: there is no such consumer or dead letter.
            DeadLettersBusy: somebody else is at them.
            BrokerUnavailable: the broker does not answer.
        """
        ...

    async def redrive(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """Send one back to its consumer, its attempts counted anew.

        Raises:
            As `show`; after `BrokerUnavailable` it may be back at work, or both.
        """
        ...

    async def redrive_all(self, consumer: str, buried_by: datetime | None = None) -> int:
        """Send all that are there now back to their consumer; returns how many.

        Args:
            consumer: whose.
            buried_by: leaves those that were given up later where they are; one whose time nobody
                knows goes back.

        Raises:
            As `list`; those before the failure are back at work.
        """
        ...

    async def discard(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """Throw one away for good; returns what it was.

        Raises:
            As `show`.
        """
        ...
