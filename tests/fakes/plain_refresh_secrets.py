"""`RefreshSecrets` that can be told apart by eye."""

from itertools import count
from uuid import UUID

LENGTH = 43


class PlainRefreshSecrets:
    """Implements `RefreshSecrets`: a secret tells its session and its number."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self, session_id: UUID) -> str:
        """See `RefreshSecrets.new`."""
        return f"{_beginning(session_id)}{next(self._numbers)}".ljust(LENGTH, "_")

    def is_genuine(self, session_id: UUID, secret: str) -> bool:
        """See `RefreshSecrets.is_genuine`."""
        return secret.startswith(_beginning(session_id))


def _beginning(session_id: UUID) -> str:
    return f"refresh_{session_id.hex[-12:]}_"
