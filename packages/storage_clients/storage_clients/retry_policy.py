"""How often and how patiently a data service is asked again."""

from dataclasses import dataclass

__all__ = ["RetryPolicy"]


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential back-off with jitter, bounded in attempts and in time.

    The defaults ride out a restart of the data service (about two seconds) and no more: whoever
    asked is waiting, and consumers have a retry ladder of their own.

    Attributes:
        attempts: Most attempts after the first.
        first_wait_seconds: Wait before the second attempt; it doubles from there.
        longest_wait_seconds: No wait is longer.
        jitter_seconds: A random part on top of each wait.
        total_seconds: No attempt starts later than this after the first one failed.
        read_seconds: Deadline of each attempt to read.
        write_seconds: Deadline of each attempt to write. Longer than the data service's own
            statement time-out (10 s), so that a write we gave up is no longer at work.
    """

    attempts: int = 6
    first_wait_seconds: float = 0.05
    longest_wait_seconds: float = 0.8
    jitter_seconds: float = 0.1
    total_seconds: float = 5.0
    read_seconds: float = 5.0
    write_seconds: float = 12.0
