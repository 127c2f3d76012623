"""One line of an order."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Self
from uuid import UUID

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.values.exact_number import LIMIT
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku

HIGHEST_UNIT_PRICE: Final = Decimal(10) ** 9
LONGEST_DESCRIPTION: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """Goods, a fee, postage or a discount: so many pieces at an exact price.

    Attributes:
        line_no: its number, from 1.
        kind: what it stands for.
        product_id: the product; only product lines have one.
        sku: the shop's code when it was ordered.
        description: what it was called when it was ordered.
        quantity: how many pieces.
        unit_price: exact price of one piece; less than nothing for discounts alone.
        refunded_quantity: pieces refunded so far, refunds in progress included.

    Raises:
        InvalidValue: the price has the wrong sign for the kind, the price or the amount is too
            high, or the product is missing or too many.
    """

    line_no: int
    kind: LineKind
    product_id: UUID | None
    sku: Sku
    description: str
    quantity: Quantity
    unit_price: Money
    refunded_quantity: int = 0

    def __post_init__(self) -> None:
        if (self.kind is LineKind.PRODUCT) != (self.product_id is not None):
            raise InvalidValue("product_id", "product lines, and only these, name one")
        if abs(self.unit_price.amount) > HIGHEST_UNIT_PRICE:
            raise InvalidValue("unit_price", f"must be at most {HIGHEST_UNIT_PRICE}")
        if (self.kind is LineKind.DISCOUNT) != self.unit_price.is_negative:
            raise InvalidValue("unit_price", "is negative for discounts and only for these")
        if abs(self.unit_price.amount) * self.quantity.value >= LIMIT:
            raise InvalidValue("quantity", "makes the line too expensive")

    @property
    def amount(self) -> Money:
        """Exact price of all pieces."""
        return self.unit_price.times(self.quantity.value)

    @property
    def remaining(self) -> int:
        """Pieces that can still be refunded."""
        return self.quantity.value - self.refunded_quantity

    def with_refunded(self, pieces: int) -> Self:
        """The line after so many more pieces were refunded; negative takes a refund back."""
        return replace(self, refunded_quantity=self.refunded_quantity + pieces)
