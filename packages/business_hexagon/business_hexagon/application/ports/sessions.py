"""Sessions, loaded."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.session import Session


class Sessions(Protocol):
    """Loads sessions with the hashes of their secrets."""

    async def get(self, session_id: UUID) -> Session | None:
        """The session, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
