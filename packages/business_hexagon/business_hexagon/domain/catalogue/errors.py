"""What can be wrong with products and stock.

DomainError
├── SkuTaken               another product has this SKU
├── StockTooLow            the pieces that should go are not there
└── StockOutOfBalance      a stock record whose numbers do not add up
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class SkuTaken(DomainError):
    """Another product has this SKU.

    Attributes:
        sku: the code that is taken.
    """

    code: ClassVar[str] = "sku_taken"
    sku: str


@dataclass(eq=False)
class StockTooLow(DomainError):
    """The pieces that should go are not there.

    Attributes:
        product_id: which product.
        place: where they should come from: `free`, `reserved` or `sold`.
        requested: pieces asked for.
        available: pieces that are there.
    """

    code: ClassVar[str] = "stock_too_low"
    product_id: UUID
    place: str
    requested: int
    available: int


@dataclass(eq=False)
class StockOutOfBalance(DomainError):
    """A stock record whose numbers do not add up, or one below zero.

    Attributes:
        product_id: which product.
        opening: pieces at the beginning.
        adjusted: pieces found less pieces lost.
        free: pieces for sale.
        reserved: pieces held for orders.
        sold: pieces gone.
    """

    code: ClassVar[str] = "stock_out_of_balance"
    product_id: UUID
    opening: int
    adjusted: int
    free: int
    reserved: int
    sold: int
