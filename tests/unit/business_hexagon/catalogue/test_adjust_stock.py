"""Adjusting stock."""

from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.catalogue.adjust_stock import (
    AdjustStock,
    AdjustStockCommand,
)
from business_hexagon.application.errors import InsufficientStock, NotFound
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.catalogue.events import StockAdjusted
from business_hexagon.domain.catalogue.stock import Stock
from business_hexagon.domain.errors import InvalidValue, PermissionDenied

from tests.fakes.in_memory_readers import InMemoryProductSnapshots
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import (
    ADA,
    ADA_ID,
    KEY,
    PRODUCT_ID,
    STAFF,
    product,
)


def rendered(event: StockAdjusted) -> bytes:
    """Render as delta and reason."""
    return f"{event.delta} {event.reason} {event.reference}".encode()


@pytest.fixture
def writes() -> DisturbedWrites:
    """The shop has three lanterns."""
    writes = DisturbedWrites()
    writes.put(product())
    writes.storage.stock[PRODUCT_ID] = Stock.open(product_id=PRODUCT_ID, quantity=3)
    return writes


@pytest.fixture
def adjust_stock(writes: DisturbedWrites) -> AdjustStock:
    """The use case on that store."""
    return AdjustStock(
        snapshots=InMemoryProductSnapshots(writes.storage), writes=writes, present=rendered
    )


def command(
    delta: int,
    *,
    actor: Actor = STAFF,
    product_id: UUID = PRODUCT_ID,
    idempotency: Idempotency | None = None,
) -> AdjustStockCommand:
    """Lanterns were counted."""
    return AdjustStockCommand(
        actor=actor,
        product_id=product_id,
        delta=delta,
        reason="damaged",
        reference="C1",
        idempotency=idempotency,
    )


async def test_adjusts_the_free_pieces(adjust_stock: AdjustStock, writes: DisturbedWrites) -> None:
    """With reason and reference."""
    outcome = await adjust_stock.execute(command(-2))

    assert (outcome.response, outcome.version) == (b"-2 damaged C1", None)
    assert writes.storage.stock[PRODUCT_ID].free == 1


async def test_adjusts_once_under_a_key(adjust_stock: AdjustStock, writes: DisturbedWrites) -> None:
    """Two lanterns broke, not four."""
    await adjust_stock.execute(command(-2, idempotency=KEY))
    again = await adjust_stock.execute(command(-2, idempotency=KEY))

    assert (again.response, again.replayed) == (b"-2 damaged C1", True)
    assert writes.storage.stock[PRODUCT_ID].free == 1


async def test_never_goes_below_zero(adjust_stock: AdjustStock, writes: DisturbedWrites) -> None:
    """And says what is there."""
    with pytest.raises(InsufficientStock) as refusal:
        await adjust_stock.execute(command(-4))

    (shortage,) = refusal.value.shortages
    assert (shortage.requested, shortage.available) == (4, 3)
    assert writes.storage.stock[PRODUCT_ID].free == 3


async def test_refuses_what_cannot_be(adjust_stock: AdjustStock) -> None:
    """Customers, unknown products, and nothing."""
    with pytest.raises(PermissionDenied):
        await adjust_stock.execute(command(1, actor=ADA))
    with pytest.raises(NotFound):
        await adjust_stock.execute(command(1, product_id=ADA_ID))
    with pytest.raises(InvalidValue):
        await adjust_stock.execute(command(0))
