"""Commands without an expected version take turns with the worker instead of failing."""

import pytest
from business_hexagon.application.errors import TooManyConflicts, VersionConflict
from business_hexagon.application.once import ATTEMPTS, answer_in_turn
from business_hexagon.application.outcome import Outcome

from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites


class Attempt:
    """Loses against others so many times, then succeeds."""

    def __init__(self, conflicts: int) -> None:
        self.conflicts = conflicts
        self.made = 0

    async def __call__(self) -> Outcome:
        """One attempt."""
        self.made += 1
        if self.made <= self.conflicts:
            raise VersionConflict("order/1", self.made)
        return Outcome(response=b"done", version=self.made)


async def test_attempts_again_when_somebody_else_was_faster() -> None:
    """The answer is that of the attempt that won."""
    attempt = Attempt(conflicts=ATTEMPTS - 1)
    outcome = await answer_in_turn(DisturbedWrites(), None, attempt, stream="order/1")
    assert outcome.response == b"done"
    assert attempt.made == ATTEMPTS


async def test_asks_to_come_back_when_others_were_faster_each_time() -> None:
    """That error is one that a client repeats, and it changes nothing."""
    attempt = Attempt(conflicts=ATTEMPTS)
    with pytest.raises(TooManyConflicts):
        await answer_in_turn(DisturbedWrites(), None, attempt, stream="order/1")
    assert attempt.made == ATTEMPTS
