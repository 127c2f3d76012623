"""How long to wait before the next restart."""

from dataclasses import dataclass


@dataclass(slots=True)
class BackOff:
    """Doubles from `first` to `most`, and forgets after a healthy while.

    Attributes:
        first: The first pause, in seconds.
        most: The longest pause, in seconds.
        forgive: A run at least this long, in seconds, starts over from `first`.
    """

    first: float = 0.2
    most: float = 15.0
    forgive: float = 30.0
    _next: float = 0.0

    def pause_after(self, ran_seconds: float) -> float:
        """Return the pause before the next start.

        Args:
            ran_seconds: How long the process had been running when it died.
        """
        if self._next == 0.0 or ran_seconds >= self.forgive:
            self._next = self.first
        pause = self._next
        self._next = min(self._next * 2, self.most)
        return pause
