"""What an order needs to know of products: cached, possibly stale, guarded at the write."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSnapshot:
    """A product at one version.

    Attributes:
        product_id: which one.
        version: version of its row when the snapshot was taken.
        sku: the shop's code.
        name: what it is called.
        unit_price: exact price of one piece, at most four decimals.
        currency: three letters of ISO 4217.
        is_active: whether it may be ordered.
    """

    product_id: UUID
    version: int
    sku: str
    name: str
    unit_price: Decimal
    currency: str
    is_active: bool


class ProductSnapshots(Protocol):
    """Snapshots of products, cached."""

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """Snapshots of the products that exist; they may be stale.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """Drop cached snapshots that turned out to be stale; never fails."""
        ...
