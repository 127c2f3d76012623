"""A circuit breaker by time: after a failure, do not even try for a while."""

import time
from collections.abc import Callable

__all__ = ["Circuit"]


class Circuit:
    """Tells whether trying is worth it.

    Args:
        open_seconds: How long after a failure nobody tries.
        monotonic: A clock in seconds that never goes back.
    """

    __slots__ = ("_monotonic", "_open_seconds", "_open_until")

    def __init__(
        self, open_seconds: float = 1.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._open_seconds = open_seconds
        self._monotonic = monotonic
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """True while the last failure is too recent to try again."""
        return self._open_until != 0.0 and self._monotonic() < self._open_until

    def failed(self) -> None:
        """Note a failure: the circuit opens."""
        self._open_until = self._monotonic() + self._open_seconds

    def succeeded(self) -> None:
        """Note a success: the circuit closes."""
        self._open_until = 0.0
