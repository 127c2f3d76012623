"""What can be done to stock. The data service keeps the stock streams itself."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import WireModel

PieceCount = Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]


class StockDemand(WireModel):
    """Pieces of one product."""

    product_id: UUID
    quantity: PieceCount


class OpenStock(WireModel):
    """Starts the stock record of a new product."""

    kind: Literal["open"] = "open"
    product_id: UUID
    quantity: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]


class AdjustStock(WireModel):
    """Adds or takes away free pieces: found, damaged, counted. Publishes `stock.adjusted`."""

    kind: Literal["adjust"] = "adjust"
    product_id: UUID
    delta: Annotated[int, Field(strict=True, ge=-1_000_000_000, le=1_000_000_000)]
    reason: Annotated[str, Field(min_length=1, max_length=255)]
    reference: Annotated[str | None, Field(max_length=64)] = None


class ReserveStock(WireModel):
    """Free pieces become reserved for an order: all demands or none (`insufficient_stock`)."""

    kind: Literal["reserve"] = "reserve"
    order_id: UUID
    demands: list[StockDemand]


class SettleStock(WireModel):
    """Every piece reserved for the order becomes sold."""

    kind: Literal["settle"] = "settle"
    order_id: UUID


class ReleaseStock(WireModel):
    """Every piece reserved for the order becomes free again."""

    kind: Literal["release"] = "release"
    order_id: UUID


class RestockStock(WireModel):
    """Sold pieces that came back become free."""

    kind: Literal["restock"] = "restock"
    order_id: UUID
    returns: list[StockDemand]


type StockOperation = Annotated[
    OpenStock | AdjustStock | ReserveStock | SettleStock | ReleaseStock | RestockStock,
    Field(discriminator="kind"),
]
