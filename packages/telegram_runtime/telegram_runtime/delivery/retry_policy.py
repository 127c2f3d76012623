"""How long an update waits before it is tried again, and when that is given up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Growing pauses, for as long as it takes.

    An outage lasts as long as it lasts, and nothing is lost by it. But an update that goes on
    failing while others succeed would stand in the way of all that come after it; and of everybody,
    once Telegram shows nothing new behind a hundred that are not confirmed. So the others may have
    succeeded long ago.

    Attributes:
        first_seconds: The first pause; each is twice as long as the one before.
        longest_seconds: No pause is longer.
        patience_seconds: For how long an update may fail while others succeed.
        many: So many successes for each failing update are no outage.
    """

    first_seconds: float = 0.2
    longest_seconds: float = 15.0
    patience_seconds: float = 600.0
    many: int = 10

    def pause_after(self, attempt: int) -> float:
        """Seconds to wait after a failed attempt; the first is 1."""
        return float(min(self.first_seconds * 2 ** min(attempt - 1, 32), self.longest_seconds))

    def gives_up(
        self,
        first_failed_at: float,
        now: float,
        last_success_at: float,
        *,
        succeeded_since: int = 0,
        failing: int = 1,
    ) -> bool:
        """Whether it is no outage but this update.

        Args:
            first_failed_at: When this update failed first, by a clock that never goes back.
            now: The time now, by the same clock.
            last_success_at: When any other update succeeded last.
            succeeded_since: How many others succeeded since it failed first.
            failing: How many updates are failing now, this one included.
        """
        if now - first_failed_at <= self.patience_seconds:
            return False
        others_succeed = last_success_at > now - self.patience_seconds / 10
        return others_succeed or succeeded_since >= self.many * failing
