"""The two smallest ports: the time and new identities."""

from datetime import UTC, datetime
from uuid import UUID

from uuid6 import uuid6

__all__ = ["SystemClock", "Uuid6Ids"]


class SystemClock:
    """Implements `Clock` with the machine's clock."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)


class Uuid6Ids:
    """Implements `IdGenerator` with identifiers that sort by their time."""

    def new(self) -> UUID:
        """A new identifier."""
        return uuid6()
