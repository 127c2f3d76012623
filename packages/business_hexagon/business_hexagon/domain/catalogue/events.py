"""What happens to products and their stock. Field names are those of the published events."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from business_hexagon.domain.event import DomainEvent

type MoveKind = Literal["reserve", "release", "settle", "restock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCreated(DomainEvent):
    """A product is in the catalogue, with so many pieces to begin with."""

    event_type: ClassVar[str] = "product.created"

    product_id: UUID
    sku: str
    name: str
    description: str
    unit_price: Decimal
    currency: str
    is_active: bool
    opening_stock: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductUpdated(DomainEvent):
    """The product's data after a change of any of them."""

    event_type: ClassVar[str] = "product.updated"

    product_id: UUID
    sku: str
    name: str
    description: str
    unit_price: Decimal
    currency: str
    is_active: bool


type ProductEvent = ProductCreated | ProductUpdated


@dataclass(frozen=True, slots=True, kw_only=True)
class StockOpened(DomainEvent):
    """The stock record begins with `quantity` free pieces."""

    event_type: ClassVar[str] = "stock.opened"
    publish: ClassVar[bool] = False

    product_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMoved(DomainEvent):
    """Pieces went from one place to another for an order; the sum of all places is the same."""

    event_type: ClassVar[str] = "stock.moved"
    publish: ClassVar[bool] = False

    product_id: UUID
    kind: MoveKind
    quantity: int
    order_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StockAdjusted(DomainEvent):
    """Free pieces were found (positive `delta`) or lost (negative)."""

    event_type: ClassVar[str] = "stock.adjusted"

    product_id: UUID
    delta: int
    reason: str
    reference: str | None


type StockEvent = StockOpened | StockMoved | StockAdjusted
