"""What every implementation does to stock inside an atomic write."""

import json

import pytest
from business_hexagon.application.errors import InsufficientStock
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.stock_operations import (
    AdjustStock,
    OpenStock,
    ReleaseStock,
    RestockStock,
    SettleStock,
    StockDemand,
)
from business_hexagon.domain.catalogue.product import Product

from tests.contract.shop import a_product, new_id, reservation, stored_order, stored_product
from tests.contract.storage_ports import StoragePorts


async def pieces(ports: StoragePorts, product: Product) -> tuple[int, int, int]:
    """Free, reserved and sold pieces."""
    document = await ports.product_documents.stock(product.id)
    assert document is not None
    shown = json.loads(document.content)
    return shown["free"], shown["reserved"], shown["sold"]


async def test_pieces_go_from_free_over_reserved_to_sold_and_back(ports: StoragePorts) -> None:
    """The sum never changes."""
    product = await stored_product(ports, opening_stock=10)
    order = await stored_order(ports, product, quantity=4)
    await ports.writes.commit(Change(stock=(reservation(order),)))
    assert await pieces(ports, product) == (6, 4, 0)
    await ports.writes.commit(Change(stock=(SettleStock(order.id),)))
    assert await pieces(ports, product) == (6, 0, 4)
    returned = RestockStock(order.id, (StockDemand(product.id, 3),))
    await ports.writes.commit(Change(stock=(returned,)))
    assert await pieces(ports, product) == (9, 0, 1)


async def test_released_pieces_are_free_again(ports: StoragePorts) -> None:
    """As if the order had never been."""
    product = await stored_product(ports, opening_stock=10)
    order = await stored_order(ports, product, quantity=4)
    await ports.writes.commit(Change(stock=(reservation(order),)))
    await ports.writes.commit(Change(stock=(ReleaseStock(order.id),)))
    assert await pieces(ports, product) == (10, 0, 0)


async def test_reserving_again_for_the_same_order_takes_nothing_more(ports: StoragePorts) -> None:
    """Also when less is free now than the order holds."""
    product = await stored_product(ports, opening_stock=5)
    order = await stored_order(ports, product, quantity=4)
    await ports.writes.commit(Change(stock=(reservation(order),)))
    await ports.writes.commit(Change(stock=(reservation(order),)))
    assert await pieces(ports, product) == (1, 4, 0)


async def test_settling_and_releasing_again_change_nothing(ports: StoragePorts) -> None:
    """What is not reserved any more cannot be sold or freed."""
    product = await stored_product(ports, opening_stock=5)
    order = await stored_order(ports, product, quantity=4)
    await ports.writes.commit(Change(stock=(reservation(order),)))
    await ports.writes.commit(Change(stock=(SettleStock(order.id),)))
    await ports.writes.commit(Change(stock=(SettleStock(order.id),)))
    await ports.writes.commit(Change(stock=(ReleaseStock(order.id),)))
    assert await pieces(ports, product) == (1, 0, 4)


async def test_an_adjustment_adds_and_takes_free_pieces(ports: StoragePorts) -> None:
    """Never below nothing."""
    product = await stored_product(ports, opening_stock=5)
    await ports.writes.commit(Change(stock=(AdjustStock(product.id, 3, "found", "S1"),)))
    await ports.writes.commit(Change(stock=(AdjustStock(product.id, -7, "damaged"),)))
    assert await pieces(ports, product) == (1, 0, 0)
    with pytest.raises(InsufficientStock) as refusal:
        await ports.writes.commit(Change(stock=(AdjustStock(product.id, -2, "damaged"),)))
    (shortage,) = refusal.value.shortages
    assert (shortage.product_id, shortage.available) == (product.id, 1)
    assert await pieces(ports, product) == (1, 0, 0)


async def test_every_movement_is_in_the_stream_of_the_stock(ports: StoragePorts) -> None:
    """The stream folds to the record."""
    product = await stored_product(ports, opening_stock=5)
    order = await stored_order(ports, product, quantity=4)
    await ports.writes.commit(Change(stock=(reservation(order),)))
    await ports.writes.commit(Change(stock=(AdjustStock(product.id, 1, "found"),)))
    events = await ports.streams.read("stock", product.id)
    assert [event.event.event_type for event in events] == [
        "stock.opened",
        "stock.moved",
        "stock.adjusted",
    ]
    assert [event.version for event in events] == [1, 2, 3]


async def test_stock_of_an_unknown_product_is_a_shortage(ports: StoragePorts) -> None:
    """Nothing is free of what does not exist."""
    with pytest.raises(InsufficientStock):
        await ports.writes.commit(Change(stock=(AdjustStock(new_id(), -1, "damaged"),)))


async def test_a_product_and_its_stock_begin_together(ports: StoragePorts) -> None:
    """One write, so there is never one without the other."""
    product = a_product(opening_stock=0)
    await ports.writes.commit(Change(saves=(product,), stock=(OpenStock(product.id, 0),)))
    assert await pieces(ports, product) == (0, 0, 0)
