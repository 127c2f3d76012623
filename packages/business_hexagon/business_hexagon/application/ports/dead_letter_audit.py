"""Who did what with which dead letters."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class DeadLetterAct(StrEnum):
    """What somebody did; looking counts, since messages tell of people."""

    INSPECTED = "inspected"
    REDRIVEN = "redriven"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterActDone:
    """One act.

    Attributes:
        act: what was done.
        consumer: whose dead letters.
        dead_letter_id: which one; nothing for several at once.
        event_type: what that one said to be, if it did.
        count: how many.
        actor_id: the administrator; nothing for one of our own processes.
    """

    act: DeadLetterAct
    consumer: str
    dead_letter_id: str | None
    event_type: str | None
    count: int
    actor_id: UUID | None


class DeadLetterAudit(Protocol):
    """Leaves a trace of every act, in the log and as an event."""

    async def record(self, done: DeadLetterActDone) -> None:
        """Write it down; never fails, since what is done is done."""
        ...
