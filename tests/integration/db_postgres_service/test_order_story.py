"""The whole story of an order, write by write, as the saga tells it."""

import json

import pytest
from db_postgres_service.infrastructure.errors import InsufficientStockError
from db_postgres_service.use_cases import UseCases
from storage_contracts.atomic_write import AtomicWrite, ProductGuard
from storage_contracts.pages import OrderProcessRow
from storage_contracts.rows.order_row import OrderWrite
from storage_contracts.rows.payment_row import PaymentWrite
from storage_contracts.rows.saga_row import SagaWrite
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def test_an_order_is_placed_reserved_paid_and_completed(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Each step leaves rows, stock and events that agree with each other."""
    apply = use_cases.apply_atomic_write.apply
    products = [uuid6(), uuid6()]
    for product in products:
        await apply(build.create_product(product, pieces=10))
    order = build.order_row(uuid6(), products)
    guards = [ProductGuard(product_id=p, version=1) for p in products]
    result = await use_cases.place_order.place(
        build.place_order(order, guards=guards, idempotency=build.claim(str(order.id)))
    )
    assert not result.replayed

    await apply(
        AtomicWrite(
            context=build.CONTEXT,
            idempotency=build.claim(f"{order.id}:1"),
            rows=[SagaWrite(expected_version=1, row=build.saga_row(order.id, "charging", 2))],
            stock=[build.reserve(order.id, dict.fromkeys(products, 2))],
            events=[build.event(f"saga/{order.id}", 2, "stock.reserved")],
        )
    )
    await apply(
        build.rows_write(
            SagaWrite(expected_version=2, row=build.saga_row(order.id, "confirming", 3)),
            PaymentWrite(expected_version=0, row=build.payment_row(order.id)),
        )
    )
    await apply(
        AtomicWrite(
            context=build.CONTEXT,
            rows=[
                SagaWrite(expected_version=3, row=build.saga_row(order.id, "completed", 4)),
                OrderWrite(expected_version=1, row=build.order_header(order, 3, "completed")),
            ],
            stock=[build.settle(order.id)],
            events=[
                build.event(f"order/{order.id}", 2, "order.confirmed"),
                build.event(f"order/{order.id}", 3, "order.completed"),
                build.event(f"saga/{order.id}", 4, "workflow.completed"),
            ],
        )
    )
    rows = json.loads(await use_cases.read_order_processes.read([order.id]))
    process = OrderProcessRow.model_validate(rows[0])
    assert process.order.status == "completed"
    assert process.order.lines == order.lines
    assert process.saga.step == "completed"
    assert process.payment is not None
    stock = await sql.fetch(
        "SELECT free, reserved, sold, version FROM stock WHERE product_id = ANY($1)", products
    )
    assert [tuple(row) for row in stock] == [(8, 0, 2, 3)] * 2
    kinds = await sql.fetch(
        "SELECT event_type, version FROM event_store WHERE stream = $1 ORDER BY version",
        f"stock/{products[0]}",
    )
    assert [tuple(row) for row in kinds] == [
        ("stock.opened", 1),
        ("stock.moved", 2),
        ("stock.moved", 3),
    ]


async def test_a_shortage_is_told_for_every_product_and_changes_nothing(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Reserve is all or none."""
    apply = use_cases.apply_atomic_write.apply
    enough, scarce, unknown = uuid6(), uuid6(), uuid6()
    await apply(build.create_product(enough, pieces=10))
    await apply(build.create_product(scarce, pieces=1))
    with pytest.raises(InsufficientStockError) as caught:
        await apply(build.stock_write(build.reserve(uuid6(), {enough: 5, scarce: 2, unknown: 1})))
    found = {s.product_id: (s.requested, s.available) for s in caught.value.shortages}
    assert found == {scarce: (2, 1), unknown: (1, 0)}
    free = await sql.fetchval("SELECT free FROM stock WHERE product_id = $1", enough)
    assert free == 10
