"""Placing orders: prices, rights, limits, repeats."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import PlaceOrderCommand
from business_hexagon.application.errors import GuardFailed, IdempotencyConflict, NotUnique
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.errors import DomainError, InvalidValue, PermissionDenied
from business_hexagon.domain.ordering.errors import (
    MixedCurrencies,
    ProductInactive,
    ProductUnknown,
)
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.values.money import Money

from tests.fakes.in_memory_shop import CUSTOMER, SOMEWHERE, STAFF, InMemoryShop

FEE = LineRequest(kind=LineKind.FEE, quantity=1, unit_price=Decimal("9.99"))
THEN = datetime(2010, 12, 1, 8, 26, tzinfo=UTC)


@pytest.fixture
async def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


def command(
    *lines: LineRequest,
    actor: Actor = CUSTOMER,
    currency: str | None = None,
    channel: str | None = None,
    reference: str | None = None,
    ordered_at: datetime | None = None,
    idempotency: Idempotency | None = None,
) -> PlaceOrderCommand:
    """An order to place."""
    return PlaceOrderCommand(
        actor=actor,
        lines=lines,
        shipping_address=SOMEWHERE,
        payment_method="card_approve",
        currency=currency,
        channel=channel,
        reference=reference,
        ordered_at=ordered_at,
        idempotency=idempotency,
    )


async def change_product(
    shop: InMemoryShop, product_id: UUID, *, price: str | None = None, is_active: bool = True
) -> None:
    """Change a product behind the cache's back."""
    product = shop.storage.one(Product, product_id)
    assert product is not None
    unit_price = None if price is None else Money(Decimal(price), "GBP")
    product.update(unit_price=unit_price, is_active=is_active)
    await shop.plain_writes.commit(Change(saves=(product,)))


def only_order(shop: InMemoryShop) -> Order:
    """The one order that was placed."""
    (order,) = shop.storage.all_of(Order)
    return order


async def test_prices_an_order_by_the_catalogue(shop: InMemoryShop) -> None:
    """In the currency of its first product, at the moment of the clock."""
    product_id = await shop.add_product("2.55")
    three = LineRequest(product_id=product_id, quantity=3)
    outcome = await shop.place_order.execute(command(three))
    order = only_order(shop)
    assert (outcome.version, outcome.replayed) == (1, False)
    assert str(order.total.amount) == "7.6500"
    assert (order.currency, order.ordered_at) == ("GBP", shop.clock.now())
    assert order.lines[0].description == "White metal lantern"


async def test_staff_write_down_what_another_channel_sold(shop: InMemoryShop) -> None:
    """At its prices, with its fees, its number and its date."""
    product_id = await shop.add_product("2.55")
    goods = LineRequest(product_id=product_id, quantity=1, unit_price=Decimal("1.001"))
    postage = LineRequest(
        kind=LineKind.POSTAGE,
        quantity=1,
        unit_price=Decimal(18),
        sku="POST",
        description="POSTAGE",
    )
    discount = LineRequest(kind=LineKind.DISCOUNT, quantity=2, unit_price=Decimal("-0.5"))
    await shop.place_order.execute(
        command(
            goods,
            postage,
            discount,
            actor=STAFF,
            channel="online_retail",
            reference="536365",
            ordered_at=THEN,
        )
    )
    order = only_order(shop)
    assert str(order.total.amount) == "18.0010"
    assert (order.reference, order.ordered_at) == ("536365", THEN)
    assert [line.sku.value for line in order.lines][1:] == ["POST", "discount"]


@pytest.mark.parametrize(
    "staffs_own",
    [
        command(FEE, currency="GBP"),
        command(LineRequest(product_id=UUID(int=1), quantity=1, unit_price=Decimal(1))),
        command(LineRequest(quantity=1, kind=LineKind.FEE)),
        command(LineRequest(product_id=UUID(int=1), quantity=1), channel="till"),
        command(LineRequest(product_id=UUID(int=1), quantity=1), reference="1"),
        command(LineRequest(product_id=UUID(int=1), quantity=1), ordered_at=THEN),
    ],
)
async def test_customers_cannot_do_what_is_staffs(
    shop: InMemoryShop, staffs_own: PlaceOrderCommand
) -> None:
    """No prices, no fees or discounts, no channels, references or dates of their own."""
    with pytest.raises(PermissionDenied):
        await shop.place_order.execute(staffs_own)
    assert list(shop.storage.all_of(Order)) == []


async def test_a_stale_price_is_forgotten_and_the_order_priced_again(shop: InMemoryShop) -> None:
    """Once, without the customer noticing."""
    product_id = await shop.add_product("2.55")
    await shop.snapshots.of([product_id])
    await change_product(shop, product_id, price="3")
    await shop.place_order.execute(command(LineRequest(product_id=product_id, quantity=1)))
    assert str(only_order(shop).total.amount) == "3.0000"


async def test_a_product_that_keeps_changing_fails_the_order(shop: InMemoryShop) -> None:
    """The second time the client is told."""
    product_id = await shop.add_product()
    stale = await shop.snapshots.of([product_id])
    await change_product(shop, product_id, price="3")
    shop.snapshots.pin(stale)
    with pytest.raises(GuardFailed):
        await shop.place_order.execute(command(LineRequest(product_id=product_id, quantity=1)))


async def test_a_product_that_is_for_sale_again_is_found(shop: InMemoryShop) -> None:
    """The cache remembered it as inactive."""
    product_id = await shop.add_product()
    await change_product(shop, product_id, is_active=False)
    await shop.snapshots.of([product_id])
    await change_product(shop, product_id, is_active=True)
    await shop.place_order.execute(command(LineRequest(product_id=product_id, quantity=1)))
    assert only_order(shop).version == 1


async def test_refuses_inactive_and_unknown_products(shop: InMemoryShop) -> None:
    """With the path of the line."""
    product_id = await shop.add_product()
    await change_product(shop, product_id, is_active=False)
    with pytest.raises(ProductInactive) as inactive:
        await shop.place_order.execute(command(LineRequest(product_id=product_id, quantity=1)))
    assert inactive.value.field == "lines.0.product_id"
    for currency in (None, "GBP"):
        with pytest.raises(ProductUnknown):
            await shop.place_order.execute(
                command(LineRequest(product_id=UUID(int=9), quantity=1), currency=currency)
            )


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LineRequest(quantity=1), "lines.0.product_id"),
        (LineRequest(quantity=1, kind=LineKind.FEE), "lines.0.unit_price"),
        (LineRequest(quantity=0, kind=LineKind.FEE, unit_price=Decimal(1)), "lines.0.quantity"),
        (
            LineRequest(quantity=1, kind=LineKind.FEE, unit_price=Decimal("0.00001")),
            "lines.0.unit_price",
        ),
        (
            LineRequest(quantity=1, kind=LineKind.FEE, unit_price=Decimal(1), sku="x" * 65),
            "lines.0.sku",
        ),
        (
            LineRequest(quantity=1, kind=LineKind.FEE, unit_price=Decimal(1), description="\x00"),
            "lines.0.description",
        ),
        (
            LineRequest(
                quantity=1, kind=LineKind.FEE, unit_price=Decimal(1), product_id=UUID(int=1)
            ),
            "lines.0.product_id",
        ),
    ],
)
async def test_names_the_field_that_is_wrong(
    shop: InMemoryShop, line: LineRequest, field: str
) -> None:
    """A path that leads to the field of the request."""
    with pytest.raises(InvalidValue) as caught:
        await shop.place_order.execute(command(line, actor=STAFF, currency="GBP"))
    assert caught.value.field == field


async def test_needs_a_currency_where_no_product_tells_it(shop: InMemoryShop) -> None:
    """And refuses one that contradicts the products."""
    with pytest.raises(InvalidValue, match="currency"):
        await shop.place_order.execute(command(FEE, actor=STAFF))
    with pytest.raises(InvalidValue, match="product_id"):
        await shop.place_order.execute(command(LineRequest(quantity=1), currency="GBP"))
    euro = await shop.add_product(currency="EUR")
    pound = await shop.add_product(currency="GBP")
    both = [LineRequest(product_id=one, quantity=1) for one in (euro, pound)]
    with pytest.raises(MixedCurrencies):
        await shop.place_order.execute(command(*both))


async def test_refuses_too_many_lines_before_it_reads_anything(shop: InMemoryShop) -> None:
    """A hostile request stays cheap."""
    lines = [LineRequest(product_id=UUID(int=number), quantity=1) for number in range(2_001)]
    with pytest.raises(InvalidValue) as caught:
        await shop.place_order.execute(command(*lines))
    assert caught.value.field == "lines"


async def test_the_same_key_gives_the_same_order(shop: InMemoryShop) -> None:
    """Also when the order could not be placed today."""
    product_id = await shop.add_product()
    key = Idempotency("orders", "k1", "hash")
    asked = command(LineRequest(product_id=product_id, quantity=1), idempotency=key)
    first = await shop.place_order.execute(asked)
    again = await shop.place_order.execute(asked)
    await change_product(shop, product_id, is_active=False)
    await shop.snapshots.forget([product_id])
    late = await shop.place_order.execute(asked)
    assert first.response == again.response == late.response
    assert (again.replayed, late.replayed) == (True, True)
    assert len(list(shop.storage.all_of(Order))) == 1


async def test_the_same_key_with_another_order_is_refused(shop: InMemoryShop) -> None:
    """Whether that order is valid or not."""
    product_id = await shop.add_product()
    line = LineRequest(product_id=product_id, quantity=1)
    await shop.place_order.execute(command(line, idempotency=Idempotency("orders", "k1", "one")))
    other = Idempotency("orders", "k1", "other")
    for lines in ((line,), ()):
        with pytest.raises(IdempotencyConflict):
            await shop.place_order.execute(command(*lines, idempotency=other))


async def test_a_broken_rule_is_told_when_there_was_no_first_answer(shop: InMemoryShop) -> None:
    """The key is free; the order is still wrong."""
    key = Idempotency("orders", "k1", "hash")
    with pytest.raises(DomainError):
        await shop.place_order.execute(command(currency="GBP", idempotency=key))


async def test_a_channels_reference_is_unique(shop: InMemoryShop) -> None:
    """So that an import cannot double an order."""
    asked = command(FEE, actor=STAFF, currency="GBP", channel="till", reference="1")
    await shop.place_order.execute(asked)
    with pytest.raises(NotUnique):
        await shop.place_order.execute(asked)
