"""`DeadLetters` and `DeadLetterAudit` in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.dead_letter_audit import DeadLetterActDone
from business_hexagon.application.ports.dead_letters import DeadLetter

type _Letters = list[DeadLetter]


class InMemoryDeadLetters:
    """The dead letters of the consumers that it was given."""

    def __init__(self, letters: Mapping[str, Sequence[DeadLetter]]) -> None:
        self._letters = {consumer: list(found) for consumer, found in letters.items()}
        self.redriven: list[DeadLetter] = []

    async def counts(self) -> Mapping[str, int]:
        """See `DeadLetters.counts`."""
        return {consumer: len(found) for consumer, found in self._letters.items()}

    async def list(self, consumer: str, limit: int) -> Sequence[DeadLetter]:
        """See `DeadLetters.list`."""
        return self._of(consumer)[:limit]

    async def show(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """See `DeadLetters.show`."""
        for letter in self._of(consumer):
            if letter.dead_letter_id == dead_letter_id:
                return letter
        raise NotFound("dead_letter", dead_letter_id)

    async def redrive(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """See `DeadLetters.redrive`."""
        letter = await self.discard(consumer, dead_letter_id)
        self.redriven.append(letter)
        return letter

    async def redrive_all(self, consumer: str, buried_by: datetime | None = None) -> int:
        """See `DeadLetters.redrive_all`."""
        letters = self._of(consumer)
        going = [letter for letter in letters if not _is_later(letter, buried_by)]
        self.redriven.extend(going)
        letters[:] = [letter for letter in letters if letter not in going]
        return len(going)

    async def discard(self, consumer: str, dead_letter_id: str) -> DeadLetter:
        """See `DeadLetters.discard`."""
        letter = await self.show(consumer, dead_letter_id)
        self._of(consumer).remove(letter)
        return letter

    def _of(self, consumer: str) -> _Letters:
        if consumer not in self._letters:
            raise NotFound("consumer", consumer)
        return self._letters[consumer]


def _is_later(letter: DeadLetter, moment: datetime | None) -> bool:
    failed_at = letter.last_failed_at
    return moment is not None and failed_at is not None and failed_at > moment


class RecordingAudit:
    """Keeps every act."""

    def __init__(self) -> None:
        self.acts: list[DeadLetterActDone] = []

    async def record(self, done: DeadLetterActDone) -> None:
        """See `DeadLetterAudit.record`."""
        self.acts.append(done)
