"""How long a failed message waits before each further attempt."""

from dataclasses import dataclass
from typing import Final

__all__ = ["DEFAULT_LADDER", "RetryLadder"]


@dataclass(frozen=True, slots=True)
class RetryLadder:
    """Rungs of growing delay; a message that falls off the last one becomes a dead letter.

    Attributes:
        delays: seconds before the second attempt, the third, and so on; at least one millisecond.

    Raises:
        ValueError: no rung, or one that is too short.
    """

    delays: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.delays or min(self.delays) < 0.001:  # noqa: PLR2004  see the docstring
            raise ValueError("a retry ladder needs rungs of at least one millisecond")

    def delay_after(self, attempt: int) -> float | None:
        """Return the delay after a failed attempt (the first is 1); None is the ladder's end."""
        return self.delays[attempt - 1] if 1 <= attempt <= len(self.delays) else None


DEFAULT_LADDER: Final = RetryLadder((1.0, 5.0, 30.0, 300.0))
"""One second, five, thirty, five minutes."""
