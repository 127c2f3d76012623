"""What every implementation of the ports around orders does."""

import asyncio
from datetime import UTC, datetime, timedelta

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.stock_operations import RestockStock, StockDemand
from business_hexagon.domain.ordering.refund import RefundItem, RefundStatus

from tests.contract.shop import (
    NOW,
    a_saga,
    an_order,
    completed_order,
    new_id,
    stored_order,
    stored_product,
)
from tests.contract.storage_ports import StoragePorts


async def test_an_unknown_order_has_no_process(ports: StoragePorts) -> None:
    """Nothing is nothing, not an error."""
    assert await ports.processes.load(new_id()) is None
    assert await ports.orders.get(new_id()) is None


async def test_loads_of_the_same_moment_get_their_own_copies(ports: StoragePorts) -> None:
    """What one caller does to its order, another does not see."""
    product = await stored_product(ports)
    orders = [await stored_order(ports, product) for _ in range(3)]
    wanted = [orders[0].id, orders[1].id, orders[0].id, new_id(), orders[2].id]
    loaded = await asyncio.gather(*(ports.processes.load(order_id) for order_id in wanted))
    assert loaded[3] is None
    assert [one.order.id for one in loaded if one] == [wanted[0], wanted[1], wanted[2], wanted[4]]
    assert loaded[0] is not None
    assert loaded[2] is not None
    loaded[0].order.request_cancellation("changed_mind")
    assert loaded[2].order.pending == ()


async def test_an_order_can_be_completed_with_its_payment(ports: StoragePorts) -> None:
    """Order, saga and payment come back as they were written."""
    order = await completed_order(ports, await stored_product(ports))
    process = await ports.processes.load(order.id)
    assert process is not None
    assert process.payment is not None
    assert (process.order.status, process.order.completed_at) == ("completed", NOW)
    assert process.payment.amount == order.charge_amount
    assert process.payment.gateway_reference == "charge_1"
    assert process.payment.status == "charged"


async def test_a_refund_is_written_with_its_lines_and_moved_on(ports: StoragePorts) -> None:
    """Requested, then completed: pieces and amounts stay exact."""
    product = await stored_product(ports)
    placed = await completed_order(ports, product)
    order = await ports.orders.get(placed.id)
    assert order is not None
    refund_id = new_id()
    order.request_refund(refund_id, [RefundItem(1, 1)], reason="broken", reference="C1", now=NOW)
    await ports.writes.commit(Change(saves=(order,)))
    requested = await ports.orders.get(placed.id)
    assert requested is not None
    assert requested.refunds == order.refunds
    assert requested.lines == order.lines
    requested.complete_refund(refund_id, NOW)
    returned = RestockStock(order.id, (StockDemand(product.id, 1),))
    await ports.writes.commit(Change(saves=(requested,), stock=(returned,)))
    completed = await ports.orders.get(placed.id)
    assert completed is not None
    assert completed.refunds[0].status is RefundStatus.COMPLETED
    assert completed.refunded_amount == order.refunded_amount
    assert completed.version == order.version + 1


async def test_events_are_read_back_in_order_and_fold_to_the_same_order(
    ports: StoragePorts,
) -> None:
    """One record serves audit, rebuild and publication."""
    placed = await completed_order(ports, await stored_product(ports))
    events = await ports.streams.read("order", placed.id)
    assert [event.version for event in events] == [1, 2, 3]
    assert [event.event.event_type for event in events] == [
        "order.created",
        "order.confirmed",
        "order.completed",
    ]
    until = await ports.streams.read("order", placed.id, until_version=1)
    assert until == events[:1]
    assert await ports.streams.read("order", new_id()) == ()


async def test_an_overdue_saga_is_claimed_once_per_lease(ports: StoragePorts) -> None:
    """Two sweepers never drive the same saga, and a saga in time is left alone."""
    product = await stored_product(ports)
    late, early = an_order(product), an_order(product)
    past = datetime.now(UTC) - timedelta(days=1_000)
    await ports.writes.place_order(late, a_saga(late, past))
    await ports.writes.place_order(early, a_saga(early))
    claims = await asyncio.gather(
        *(ports.sagas.claim_overdue(100, timedelta(minutes=5)) for _ in range(3))
    )
    claimed = [order_id for claim in claims for order_id in claim]
    assert claimed.count(late.id) == 1
    assert early.id not in claimed
