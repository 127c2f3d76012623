"""Stock under load: never oversold, never deadlocked, every repeated call without effect."""

import asyncio
import random
from uuid import UUID

import pytest
from db_postgres_service.infrastructure.errors import (
    InsufficientStockError,
    WriteRejectedError,
)
from db_postgres_service.use_cases import UseCases
from storage_contracts.stock_operations import AdjustStock, StockOperation
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def _stock(sql: build.Sql, product: UUID) -> tuple[int, ...]:
    row = await sql.fetchrow(
        "SELECT opening, adjusted, free, reserved, sold FROM stock WHERE product_id = $1", product
    )
    assert row is not None
    return tuple(row)


async def _create(use_cases: UseCases, pieces: int) -> UUID:
    product = uuid6()
    await use_cases.apply_atomic_write.apply(build.create_product(product, pieces))
    return product


async def test_concurrent_reservations_never_oversell(use_cases: UseCases, sql: build.Sql) -> None:
    """Sixty orders want three of one hundred pieces each: thirty-three get them."""
    product = await _create(use_cases, 100)

    async def reserve() -> bool:
        write = build.stock_write(build.reserve(uuid6(), {product: 3}))
        try:
            await use_cases.apply_atomic_write.apply(write)
        except InsufficientStockError:
            return False
        return True

    outcomes = await asyncio.gather(*(reserve() for _ in range(60)))
    assert outcomes.count(True) == 33
    assert await _stock(sql, product) == (100, 0, 1, 99, 0)


async def test_opposite_orders_of_products_never_deadlock(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Locks are taken in one order, whatever the order of the demands."""
    products = [await _create(use_cases, 10_000) for _ in range(6)]
    shuffle = random.Random(7)

    async def reserve() -> None:
        mixed = shuffle.sample(products, k=len(products))
        demands = dict.fromkeys(mixed, 1)
        await use_cases.apply_atomic_write.apply(build.stock_write(build.reserve(uuid6(), demands)))

    await asyncio.gather(*(reserve() for _ in range(80)))
    assert [await _stock(sql, product) for product in products] == [(10_000, 0, 9_920, 80, 0)] * 6


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        (["reserve", "reserve"], (10, 0, 8, 2, 0)),
        (["reserve", "settle", "settle"], (10, 0, 8, 0, 2)),
        (["reserve", "release", "release"], (10, 0, 10, 0, 0)),
        (["reserve", "settle", "release"], (10, 0, 8, 0, 2)),
        (["reserve", "release", "reserve"], (10, 0, 10, 0, 0)),
        (["settle"], (10, 0, 10, 0, 0)),
        (["release"], (10, 0, 10, 0, 0)),
        (["reserve", "settle", "restock"], (10, 0, 9, 0, 1)),
        (["reserve", "settle", "restock", "restock"], (10, 0, 10, 0, 0)),
    ],
)
async def test_operations_of_an_order_take_effect_once(
    use_cases: UseCases, sql: build.Sql, operations: list[str], expected: tuple[int, ...]
) -> None:
    """A repeated or late operation changes nothing; a restock gives one piece back each time."""
    product = await _create(use_cases, 10)
    order = uuid6()
    known: dict[str, StockOperation] = {
        "reserve": build.reserve(order, {product: 2}),
        "settle": build.settle(order),
        "release": build.release(order),
        "restock": build.restock(order, {product: 1}),
    }
    for name in operations:
        await use_cases.apply_atomic_write.apply(build.stock_write(known[name]))
    assert await _stock(sql, product) == expected


async def test_the_same_order_reserved_at_the_same_time_is_reserved_once(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """The loser of the race sees the winner's reservation and does nothing."""
    product = await _create(use_cases, 10)
    write = build.stock_write(build.reserve(uuid6(), {product: 2}))
    await asyncio.gather(*(use_cases.apply_atomic_write.apply(write) for _ in range(10)))
    assert await _stock(sql, product) == (10, 0, 8, 2, 0)


@pytest.mark.parametrize("pieces", [3, 1])
async def test_no_more_is_restocked_than_was_sold(
    use_cases: UseCases, sql: build.Sql, pieces: int
) -> None:
    """Too many pieces, and pieces of an order that never sold any."""
    product = await _create(use_cases, 10)
    order = uuid6()
    apply = use_cases.apply_atomic_write.apply
    await apply(build.stock_write(build.reserve(order, {product: 2})))
    if pieces > 2:
        await apply(build.stock_write(build.settle(order)))
    before = await _stock(sql, product)
    with pytest.raises((WriteRejectedError, InsufficientStockError)):
        await apply(build.stock_write(build.restock(order, {product: pieces})))
    assert await _stock(sql, product) == before


async def test_adjustments_add_up_and_never_go_below_zero(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Found and lost pieces; each publishes an event."""
    product = await _create(use_cases, 10)
    apply = use_cases.apply_atomic_write.apply
    found = AdjustStock(product_id=product, delta=5, reason="found", reference="count:1")
    lost = AdjustStock(product_id=product, delta=-3, reason="lost")
    await apply(build.stock_write(found, lost))
    with pytest.raises(InsufficientStockError):
        await apply(build.stock_write(AdjustStock(product_id=product, delta=-13, reason="lost")))
    assert await _stock(sql, product) == (10, 2, 12, 0, 0)
    rows = await sql.fetch(
        "SELECT version, data ->> 'delta' AS delta, publish, event_id FROM event_store"
        " WHERE stream = $1 AND event_type = 'stock.adjusted' ORDER BY version",
        f"stock/{product}",
    )
    assert [(r["version"], r["delta"], r["publish"]) for r in rows] == [
        (2, "5", True),
        (3, "-3", True),
    ]
    assert all(row["event_id"].version == 6 for row in rows)


async def test_a_random_life_of_stock_balances_and_can_be_rebuilt(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Concurrent random operations; afterwards rows, reservations and streams agree."""
    products = [await _create(use_cases, 40) for _ in range(4)]
    dice = random.Random(11)

    async def one_order() -> None:
        order = uuid6()
        demands = {p: dice.randint(1, 4) for p in dice.sample(products, k=dice.randint(1, 4))}
        apply = use_cases.apply_atomic_write.apply
        try:
            await apply(build.stock_write(build.reserve(order, demands)))
        except InsufficientStockError:
            return
        if dice.random() < 0.4:
            await apply(build.stock_write(build.release(order)))
            return
        await apply(build.stock_write(build.settle(order)))
        if dice.random() < 0.5:
            product = next(iter(demands))
            await apply(build.stock_write(build.restock(order, {product: 1})))

    await asyncio.gather(*(one_order() for _ in range(60)))
    for product in products:
        opening, adjusted, free, reserved, sold = await _stock(sql, product)
        assert opening + adjusted == free + reserved + sold
        assert min(free, reserved, sold) >= 0
    report = await use_cases.check_invariants.check({})
    ours = {f"stock/{product}" for product in products}
    assert not [v for v in report.invariants["S"] if v.row in ours]
    assert not [v for v in report.invariants["A"] if v.row in ours]
