"""The product aggregate."""

from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.domain.catalogue.events import ProductCreated, ProductUpdated
from business_hexagon.domain.catalogue.product import MOST_PIECES, Product
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.sku import Sku

PRODUCT_ID = UUID(int=2)


def lantern(*, price: str = "2.55", opening_stock: int = 10) -> Product:
    """A new product."""
    return Product.create(
        product_id=PRODUCT_ID,
        sku=Sku("85123A"),
        name="White lantern",
        description="Metal.\n  Hangs.",
        unit_price=Money(Decimal(price), "GBP"),
        opening_stock=opening_stock,
    )


def test_creates_a_product_with_one_event() -> None:
    """The event carries the whole product and its opening stock."""
    product = lantern()

    assert product.pending == (
        ProductCreated(
            product_id=PRODUCT_ID,
            sku="85123A",
            name="White lantern",
            description="Metal.\nHangs.",
            unit_price=Decimal("2.5500"),
            currency="GBP",
            is_active=True,
            opening_stock=10,
        ),
    )
    assert product.stream == f"product/{PRODUCT_ID}"


@pytest.mark.parametrize("opening_stock", [-1, MOST_PIECES + 1])
def test_refuses_an_opening_stock_out_of_range(opening_stock: int) -> None:
    """There are no fewer than no pieces."""
    with pytest.raises(InvalidValue) as refusal:
        lantern(opening_stock=opening_stock)

    assert refusal.value.field == "opening_stock"


def test_refuses_a_negative_price_at_creation_and_later() -> None:
    """A discount is a line of an order, not a product."""
    with pytest.raises(InvalidValue):
        lantern(price="-0.01")
    with pytest.raises(InvalidValue):
        lantern().update(unit_price=Money(Decimal(-1), "GBP"))


def test_takes_a_price_of_zero() -> None:
    """Shops give things away."""
    assert lantern(price="0").unit_price.is_zero


def test_changes_only_what_is_given() -> None:
    """Each field alone is one event; the same values are none."""
    product = lantern()
    product.mark_saved()

    product.update(name="Black lantern")
    product.update(description="Iron.")
    product.update(unit_price=Money(Decimal(3), "EUR"))
    product.update(is_active=False)
    product.update()
    product.update(name="Black lantern", is_active=False)

    assert [type(event) for event in product.pending] == [ProductUpdated] * 4
    assert (product.name, product.description, product.is_active) == (
        "Black lantern",
        "Iron.",
        False,
    )
    assert (product.unit_price, product.version) == (Money(Decimal(3), "EUR"), 5)


def test_folding_its_events_gives_the_same_product() -> None:
    """The stream is enough to rebuild the row."""
    product = lantern()
    product.update(name="Black lantern", is_active=False)

    folded = Product.from_events(product.pending)
    restored = Product.restore(
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        description=product.description,
        unit_price=product.unit_price,
        is_active=product.is_active,
        version=product.version,
    )

    for other in (folded, restored):
        assert all(
            getattr(other, field) == getattr(product, field)
            for field in ("id", "sku", "name", "description", "unit_price", "is_active", "version")
        )
