"""What a program may be trusted with right now."""

from typing import Protocol

from business_hexagon.domain.identity.scope import Scope


class ClientStandings(Protocol):
    """Tells what programs may do, from a cache of a few seconds."""

    async def of(self, client_id: str) -> frozenset[Scope] | None:
        """The scopes of an active program; nothing when there is none or it is switched off.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
