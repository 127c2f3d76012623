"""Products, loaded."""

from typing import Protocol
from uuid import UUID

from business_hexagon.domain.catalogue.product import Product


class Products(Protocol):
    """Loads products."""

    async def get(self, product_id: UUID) -> Product | None:
        """The product as it is now, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
