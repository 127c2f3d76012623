"""What can be done to stock inside an atomic write.

The data service keeps the stock rows and their event streams; the application only says what
must happen, and it happens together with the rest of the write or not at all.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StockDemand:
    """Pieces of one product, at least 1."""

    product_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class OpenStock:
    """Start the stock record of a new product; `quantity` pieces, 0 or more, are free."""

    product_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class AdjustStock:
    """Add or take away free pieces (found, damaged, counted); stores `stock.adjusted`."""

    product_id: UUID
    delta: int
    reason: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class ReserveStock:
    """Free pieces become reserved for the order: every demand or none.

    Each product comes at most once. Reserving again for the same order changes nothing.
    """

    order_id: UUID
    demands: tuple[StockDemand, ...]


@dataclass(frozen=True, slots=True)
class SettleStock:
    """Every piece reserved for the order becomes sold."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class ReleaseStock:
    """Every piece reserved for the order becomes free again."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class RestockStock:
    """Sold pieces of the order that came back become free."""

    order_id: UUID
    returns: tuple[StockDemand, ...]


type StockOperation = (
    OpenStock | AdjustStock | ReserveStock | SettleStock | ReleaseStock | RestockStock
)
