"""How often log ins failed."""

from typing import Protocol

from business_hexagon.domain.identity.lockout import LogInAttempts


class LogInAttemptsReader(Protocol):
    """Counts failures in the audit."""

    async def of(self, subject_key: str) -> LogInAttempts:
        """Acts `log_in_failed` since the last successful `log_in` or `password_reset`.

        Args:
            subject_key: see `domain.identity.lockout.subject_key`; also of unknown addresses.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
