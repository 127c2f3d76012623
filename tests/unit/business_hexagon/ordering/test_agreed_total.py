"""A customer who has seen a total pays that one or none."""

from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import PlaceOrderCommand
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.ordering.errors import TotalChanged
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.values.money import Money

from tests.fakes.in_memory_shop import CUSTOMER, SOMEWHERE, InMemoryShop


def command(product_id: UUID, agreed: str) -> PlaceOrderCommand:
    """Two pieces, at a total that was agreed to."""
    return PlaceOrderCommand(
        actor=CUSTOMER,
        lines=(LineRequest(product_id=product_id, quantity=2),),
        shipping_address=SOMEWHERE,
        payment_method="card_approve",
        agreed_total=Decimal(agreed),
        idempotency=Idempotency("chat/1/place_order", "checkout", "hash"),
    )


async def set_price(shop: InMemoryShop, product_id: UUID, price: str) -> None:
    """Change the price behind the cache's back."""
    product = shop.storage.one(Product, product_id)
    assert product is not None
    product.update(unit_price=Money(Decimal(price), "GBP"))
    await shop.plain_writes.commit(Change(saves=(product,)))


@pytest.fixture
def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


async def test_refuses_an_order_that_costs_something_else_by_now(shop: InMemoryShop) -> None:
    """Both totals are told, and nothing is written."""
    product_id = await shop.add_product("2.50")
    await shop.snapshots.of([product_id])
    await set_price(shop, product_id, "3")

    with pytest.raises(TotalChanged) as refused:
        await shop.place_order.execute(command(product_id, "5"))

    assert (refused.value.agreed, refused.value.current) == (Decimal(5), Decimal(6))
    assert list(shop.storage.all_of(Order)) == []


async def test_a_stale_snapshot_is_no_reason_to_refuse(shop: InMemoryShop) -> None:
    """The customer saw the new price, the cache did not."""
    product_id = await shop.add_product("2.50")
    await shop.snapshots.of([product_id])
    await set_price(shop, product_id, "3")

    await shop.place_order.execute(command(product_id, "6.00"))

    (order,) = shop.storage.all_of(Order)
    assert order.total == Money(Decimal(6), "GBP")


async def test_a_repeated_confirmation_finds_its_order_whatever_it_costs_now(
    shop: InMemoryShop,
) -> None:
    """It was placed at the agreed total."""
    product_id = await shop.add_product("2.50")
    first = await shop.place_order.execute(command(product_id, "5"))
    await set_price(shop, product_id, "3")
    await shop.snapshots.forget([product_id])

    again = await shop.place_order.execute(command(product_id, "5"))

    assert (again.response, again.replayed) == (first.response, True)
