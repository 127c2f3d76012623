"""The product: what an order line may name."""

from datetime import datetime
from typing import ClassVar, Final, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.catalogue.events import ProductCreated, ProductEvent, ProductUpdated
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.prose import checked_prose
from business_hexagon.domain.values.sku import Sku
from business_hexagon.domain.values.text import checked_text

MOST_PIECES: Final = 1_000_000_000
"""Largest opening stock and largest adjustment."""
LONGEST_DESCRIPTION: Final = 4_000


class Product(Aggregate[ProductEvent]):
    """A catalogue entry. Its pieces are counted apart, in its stock record.

    Attributes:
        sku: the shop's code; unique, never changed, because invoices bear it.
        name: one line.
        description: some lines, maybe none.
        unit_price: price of one piece, up to four decimals; zero is a gift.
        is_active: whether it can be ordered.
    """

    __slots__ = ("description", "is_active", "name", "sku", "unit_price")

    kind: ClassVar[str] = "product"
    sku: Sku
    name: str
    description: str
    unit_price: Money
    is_active: bool

    @classmethod
    def create(
        cls,
        *,
        product_id: UUID,
        sku: Sku,
        name: str,
        description: str,
        unit_price: Money,
        opening_stock: int,
        is_active: bool = True,
    ) -> Self:
        """Put a product into the catalogue.

        Raises:
            InvalidValue: a text is malformed, the price is negative, or the stock out of range.
        """
        if not 0 <= opening_stock <= MOST_PIECES:
            raise InvalidValue("opening_stock", f"must be between 0 and {MOST_PIECES}")
        product = cls()
        product._record(
            ProductCreated(
                product_id=product_id,
                sku=sku.value,
                name=_checked_name(name),
                description=_checked_description(description),
                unit_price=_checked_price(unit_price).amount,
                currency=unit_price.currency,
                is_active=is_active,
                opening_stock=opening_stock,
            ),
        )
        return product

    @classmethod
    def restore(
        cls,
        *,
        product_id: UUID,
        sku: Sku,
        name: str,
        description: str,
        unit_price: Money,
        is_active: bool,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a product from its row."""
        product = cls()
        product.id = product_id
        product.sku = sku
        product.name = name
        product.description = description
        product.unit_price = unit_price
        product.is_active = is_active
        product._restored(version, created_at)
        return product

    def update(
        self,
        *,
        name: str | None = None,
        description: str | None = None,
        unit_price: Money | None = None,
        is_active: bool | None = None,
    ) -> None:
        """Change what is given; what is None stays. Orders keep the price they were placed at.

        Raises:
            InvalidValue: a text is malformed or the price is negative.
        """
        new_name = self.name if name is None else _checked_name(name)
        new_description = (
            self.description if description is None else _checked_description(description)
        )
        new_price = self.unit_price if unit_price is None else _checked_price(unit_price)
        new_activity = self.is_active if is_active is None else is_active
        before = (self.name, self.description, self.unit_price, self.is_active)
        if before == (new_name, new_description, new_price, new_activity):
            return
        self._record(
            ProductUpdated(
                product_id=self.id,
                sku=self.sku.value,
                name=new_name,
                description=new_description,
                unit_price=new_price.amount,
                currency=new_price.currency,
                is_active=new_activity,
            ),
        )

    def _apply(self, event: ProductEvent) -> None:
        self.id = event.product_id
        self.sku = Sku(event.sku)
        self.name = event.name
        self.description = event.description
        self.unit_price = Money(event.unit_price, event.currency)
        self.is_active = event.is_active


def _checked_name(name: str) -> str:
    return checked_text("name", name, longest=255)


def _checked_description(description: str) -> str:
    return checked_prose("description", description, longest=LONGEST_DESCRIPTION)


def _checked_price(unit_price: Money) -> Money:
    if unit_price.is_negative:
        raise InvalidValue("unit_price", "must not be negative")
    return unit_price
