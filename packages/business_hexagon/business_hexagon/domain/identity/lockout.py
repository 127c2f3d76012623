"""How long to wait after failed log ins."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Final

from business_hexagon.domain.identity.errors import LogInLocked
from business_hexagon.domain.values.email import Email

FREE_FAILURES: Final = 4
"""So many mistakes cost nothing."""

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
MOST_DOUBLINGS: Final = 5
"""30 seconds doubled five times are more than the longest wait."""


@dataclass(frozen=True, slots=True)
class LogInAttempts:
    """Failures since the last success, or since the last reset of the password.

    Attributes:
        failures: how many.
        last_failure_at: when the last was; nothing when there is none.
    """

    failures: int = 0
    last_failure_at: datetime | None = None

    def require_patience(self, now: datetime) -> None:
        """Refuse to look at a password too early: from the 5th failure on ever later.

        Raises:
            LogInLocked: the wait is not over.
        """
        if self.failures <= FREE_FAILURES or self.last_failure_at is None:
            return
        doublings = min(self.failures - FREE_FAILURES - 1, MOST_DOUBLINGS)
        until = self.last_failure_at + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        if now < until:
            raise LogInLocked(ceil((until - now).total_seconds()))


def subject_key(email: Email) -> str:
    """What stands for an address in the audit: SHA-256 of it in hexadecimal."""
    return sha256(email.value.encode()).hexdigest()
