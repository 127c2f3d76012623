"""One-time tokens, loaded."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.one_time_token import OneTimeToken


class OneTimeTokens(Protocol):
    """Loads one-time tokens."""

    async def get(self, token_id: UUID) -> OneTimeToken | None:
        """The token, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
