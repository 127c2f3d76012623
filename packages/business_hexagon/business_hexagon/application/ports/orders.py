"""Orders, loaded."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.ordering.order import Order


class Orders(Protocol):
    """Loads orders with their lines and refunds."""

    async def get(self, order_id: UUID) -> Order | None:
        """The order as it is now, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
