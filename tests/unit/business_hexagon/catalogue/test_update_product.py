"""Changing a product."""

from decimal import Decimal

import pytest
from business_hexagon.application.commands.catalogue.update_product import (
    UpdateProduct,
    UpdateProductCommand,
)
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.domain.errors import PermissionDenied

from tests.fakes.in_memory_readers import InMemoryProducts, InMemoryProductSnapshots
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import (
    ADA,
    ADA_ID,
    KEY,
    PRODUCT_ID,
    STAFF,
    present,
    product,
)


@pytest.fixture
def writes() -> DisturbedWrites:
    """The shop sells lanterns."""
    writes = DisturbedWrites()
    writes.put(product())
    return writes


@pytest.fixture
def snapshots(writes: DisturbedWrites) -> InMemoryProductSnapshots:
    """Snapshots of that store."""
    return InMemoryProductSnapshots(writes.storage)


@pytest.fixture
def update_product(writes: DisturbedWrites, snapshots: InMemoryProductSnapshots) -> UpdateProduct:
    """The use case on that store."""
    return UpdateProduct(
        products=InMemoryProducts(writes.storage),
        snapshots=snapshots,
        writes=writes,
        present=present,
    )


async def test_changes_the_product_and_forgets_its_snapshot(
    update_product: UpdateProduct,
    writes: DisturbedWrites,
    snapshots: InMemoryProductSnapshots,
) -> None:
    """This process's next order sees the new price."""
    await snapshots.of((PRODUCT_ID,))

    outcome = await update_product.execute(
        UpdateProductCommand(
            actor=STAFF,
            product_id=PRODUCT_ID,
            unit_price=Decimal("2.95"),
            currency="EUR",
            expected_version=1,
        ),
    )

    assert outcome.version == 2
    stored = writes.products[PRODUCT_ID].unit_price
    assert (stored.amount, stored.currency) == (Decimal("2.95"), "EUR")
    snapshot = (await snapshots.of((PRODUCT_ID,)))[PRODUCT_ID]
    assert (snapshot.version, snapshot.unit_price) == (2, Decimal("2.95"))


async def test_keeps_the_price_when_only_the_name_changes(
    update_product: UpdateProduct,
    writes: DisturbedWrites,
) -> None:
    """What is not given stays."""
    await update_product.execute(
        UpdateProductCommand(actor=STAFF, product_id=PRODUCT_ID, name="Black lantern"),
    )

    stored = writes.products[PRODUCT_ID]
    assert (stored.name, stored.unit_price.amount) == ("Black lantern", Decimal("2.55"))


async def test_gives_the_first_answer_again_although_the_version_went_up(
    update_product: UpdateProduct,
) -> None:
    """The client that lost its answer must not see a conflict with itself."""
    command = UpdateProductCommand(
        actor=STAFF,
        product_id=PRODUCT_ID,
        name="Black lantern",
        expected_version=1,
        idempotency=KEY,
    )
    first = await update_product.execute(command)
    again = await update_product.execute(command)

    assert (again.response, again.replayed) == (first.response, True)


async def test_refuses_a_change_between_reading_and_writing(
    update_product: UpdateProduct,
    writes: DisturbedWrites,
) -> None:
    """The write is guarded by the version that was read."""
    changed = product()
    changed.update(name="Red lantern")
    writes.interference = lambda: writes.put(changed)

    with pytest.raises(VersionConflict):
        await update_product.execute(
            UpdateProductCommand(actor=STAFF, product_id=PRODUCT_ID, name="Black lantern"),
        )

    assert writes.products[PRODUCT_ID].name == "Red lantern"


async def test_refuses_customers_unknown_products_and_stale_versions(
    update_product: UpdateProduct,
) -> None:
    """Nothing is written then."""
    with pytest.raises(PermissionDenied):
        await update_product.execute(
            UpdateProductCommand(actor=ADA, product_id=PRODUCT_ID, name="Mine"),
        )
    with pytest.raises(NotFound):
        await update_product.execute(
            UpdateProductCommand(actor=STAFF, product_id=ADA_ID, name="None"),
        )
    with pytest.raises(VersionConflict):
        await update_product.execute(
            UpdateProductCommand(
                actor=STAFF,
                product_id=PRODUCT_ID,
                name="Old",
                expected_version=3,
            ),
        )
