"""OAuth clients, loaded."""

from typing import Protocol

from business_hexagon.domain.identity.oauth_client import OAuthClient


class OAuthClients(Protocol):
    """Loads programs with the hashes of their secrets."""

    async def get(self, client_id: str) -> OAuthClient | None:
        """The program that calls itself so, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
