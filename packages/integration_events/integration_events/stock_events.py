"""What is told about stock: for an order in its saga's stream, for a product in its own."""

from typing import Annotated, Literal

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Count, OrderId, ProductId, SignedCount


class ReservedLine(EventData):
    """Pieces of one product that are set aside."""

    product_id: ProductId
    quantity: Count


class StockShortage(EventData):
    """A product of which too few were free."""

    product_id: ProductId
    requested: Count
    available: Count


class StockReserved(EventData):
    """Every piece of the order is set aside."""

    order_id: OrderId
    lines: tuple[ReservedLine, ...]


class StockRejected(EventData):
    """Too few pieces were free; nothing is set aside."""

    order_id: OrderId
    shortages: tuple[StockShortage, ...]


class StockReleased(EventData):
    """What was set aside for the order is free again."""

    order_id: OrderId
    reason: Annotated[str, Field(examples=["payment_failed"])]


class StockOpened(EventData):
    """The stock record of a product begins with `quantity` free pieces."""

    product_id: ProductId
    quantity: Count


class StockMoved(EventData):
    """Pieces went from one place to another for an order; the sum of all places is the same."""

    product_id: ProductId
    kind: Annotated[Literal["reserve", "release", "settle", "restock"], Field(examples=["reserve"])]
    quantity: Count
    order_id: OrderId


class StockAdjusted(EventData):
    """Free pieces were found (positive `delta`) or lost (negative)."""

    product_id: ProductId
    delta: SignedCount
    reason: Annotated[str, Field(examples=["damaged"])]
    reference: Annotated[str | None, Field(examples=["stocktake_2026_01"])] = None
