"""Putting a product into the catalogue."""

from decimal import Decimal

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.catalogue.create_product import (
    CreateProduct,
    CreateProductCommand,
)
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.catalogue.errors import SkuTaken
from business_hexagon.domain.errors import InvalidValue, PermissionDenied

from tests.fakes.sequential_ids import SequentialIds
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import ADA, KEY, STAFF, present


@pytest.fixture
def writes() -> DisturbedWrites:
    """An empty store."""
    return DisturbedWrites()


@pytest.fixture
def create_product(writes: DisturbedWrites) -> CreateProduct:
    """The use case on that store."""
    return CreateProduct(writes=writes, ids=SequentialIds(), present=present)


def command(
    actor: Actor = STAFF,
    *,
    price: str = "2.55",
    idempotency: Idempotency | None = None,
) -> CreateProductCommand:
    """The shop sells lanterns."""
    return CreateProductCommand(
        actor=actor,
        sku="85123A",
        name="White lantern",
        unit_price=Decimal(price),
        currency="GBP",
        opening_stock=7,
        idempotency=idempotency,
    )


async def test_creates_the_product_and_opens_its_stock(
    create_product: CreateProduct,
    writes: DisturbedWrites,
) -> None:
    """In one change."""
    outcome = await create_product.execute(command())

    (product,) = writes.products.values()
    assert outcome.response == f"product/{product.id} v1".encode()
    assert writes.storage.stock[product.id].free == 7
    assert len(writes.changes) == 1


async def test_refuses_a_sku_that_is_taken(create_product: CreateProduct) -> None:
    """Invoices name products by it."""
    await create_product.execute(command())

    with pytest.raises(SkuTaken) as refusal:
        await create_product.execute(command())

    assert refusal.value.sku == "85123A"


async def test_creates_once_under_a_key(
    create_product: CreateProduct,
    writes: DisturbedWrites,
) -> None:
    """The second request gets the first answer, not `sku_taken`."""
    first = await create_product.execute(command(idempotency=KEY))
    again = await create_product.execute(command(idempotency=KEY))

    assert (again.response, again.replayed) == (first.response, True)
    assert len(writes.products) == 1


async def test_refuses_customers_and_bad_prices(create_product: CreateProduct) -> None:
    """Nothing is written then."""
    with pytest.raises(PermissionDenied):
        await create_product.execute(command(ADA))
    with pytest.raises(InvalidValue):
        await create_product.execute(command(price="0.00001"))
