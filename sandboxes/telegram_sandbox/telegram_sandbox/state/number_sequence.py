"""Numbers that grow, also over a restart."""

import time
from typing import Final

_FOUNDED: Final = 1_767_225_600
"""The first second of 2026 (UTC)."""


class NumberSequence:
    """Hands out growing numbers.

    The first one is taken from the clock, so that a sandbox that has forgotten everything does not
    give numbers again that a bot still remembers: updates that it has handled, messages that it
    would edit.

    Args:
        per_second: How many numbers a second stands for.
    """

    def __init__(self, per_second: int) -> None:
        self._last = int((time.time() - _FOUNDED) * per_second)

    def take(self) -> int:
        """Return the next number."""
        self._last += 1
        return self._last
