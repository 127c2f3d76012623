"""Placing an order: guards, idempotency, constraints, size."""

import asyncio
import json

import pytest
from db_postgres_service.infrastructure.errors import (
    GuardFailedError,
    IdempotencyConflictError,
    IdempotencyInFlightError,
    InvalidValueError,
    StorageError,
    UniqueViolationError,
)
from db_postgres_service.use_cases import UseCases
from storage_contracts.atomic_write import ProductGuard
from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.product_row import ProductWrite
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def _rows_of(sql: build.Sql, order: OrderRow) -> dict[str, int]:
    """Count everything that a placed order leaves behind."""
    return {
        "orders": await sql.fetchval("SELECT count(*) FROM orders WHERE id = $1", order.id),
        "lines": await sql.fetchval(
            "SELECT count(*) FROM order_lines WHERE order_id = $1", order.id
        ),
        "sagas": await sql.fetchval("SELECT count(*) FROM sagas WHERE id = $1", order.id),
        "events": await sql.fetchval(
            "SELECT count(*) FROM event_store WHERE stream = $1", f"order/{order.id}"
        ),
        "outbox": await sql.fetchval(
            "SELECT count(*) FROM outbox WHERE stream = $1", f"order/{order.id}"
        ),
        "records": await sql.fetchval(
            "SELECT count(*) FROM idempotency_records WHERE key = $1", str(order.id)
        ),
    }


_NOTHING = dict.fromkeys(("orders", "lines", "sagas", "events", "outbox", "records"), 0)


async def test_what_was_placed_is_read_back_to_the_last_digit(use_cases: UseCases) -> None:
    """The row that is read equals the row that was written."""
    order = build.order_row(
        uuid6(), [uuid6(), uuid6()], user_id=uuid6(), reference=uuid6().hex, channel="shop"
    )
    await use_cases.place_order.place(build.place_order(order))
    document = await use_cases.read_order_by_reference.read("shop", order.reference or "")
    assert OrderRow.model_validate_json(document.body) == order
    assert document.version == 1
    assert document.owner == str(order.user_id)
    assert json.loads(document.body)["lines"][0]["unit_price"] == "2.5500"


async def test_a_broken_guard_names_the_products_and_writes_nothing(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Gone, inactive and changed products are all told."""
    good, inactive, changed, gone = uuid6(), uuid6(), uuid6(), uuid6()
    await use_cases.apply_atomic_write.apply(
        build.rows_write(
            ProductWrite(expected_version=0, row=build.product_row(good)),
            ProductWrite(expected_version=0, row=build.product_row(inactive, is_active=False)),
            ProductWrite(expected_version=0, row=build.product_row(changed, version=3)),
        )
    )
    products = [good, inactive, changed, gone]
    order = build.order_row(uuid6(), products)
    guards = [ProductGuard(product_id=product, version=1) for product in products]
    with pytest.raises(GuardFailedError) as caught:
        await use_cases.place_order.place(
            build.place_order(order, guards=guards, idempotency=build.claim(str(order.id)))
        )
    found = {g.product_id: (g.current_version, g.is_active) for g in caught.value.guards}
    assert found == {inactive: (1, False), changed: (3, True), gone: (0, False)}
    assert await _rows_of(sql, order) == _NOTHING


async def test_the_same_key_and_request_returns_the_stored_response(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """A replay writes nothing, even when the guards no longer hold."""
    order = build.order_row(uuid6(), [uuid6()])
    claim = build.claim(str(order.id))
    first = await use_cases.place_order.place(
        build.place_order(order, idempotency=claim, response='{"né":1}')
    )
    again = await use_cases.place_order.place(
        build.place_order(
            build.order_row(uuid6(), [uuid6()]),
            idempotency=claim,
            guards=[ProductGuard(product_id=uuid6(), version=1)],
            response="another",
        )
    )
    assert (first.replayed, first.response) == (False, '{"né":1}')
    assert (again.replayed, again.response) == (True, '{"né":1}')
    assert (await _rows_of(sql, order))["events"] == 1


async def test_the_same_key_with_another_request_is_a_conflict(use_cases: UseCases) -> None:
    """The hash of the request decides."""
    order = build.order_row(uuid6(), [uuid6()])
    key = str(order.id)
    await use_cases.place_order.place(build.place_order(order, idempotency=build.claim(key)))
    with pytest.raises(IdempotencyConflictError):
        await use_cases.place_order.place(
            build.place_order(
                build.order_row(uuid6(), [uuid6()]), idempotency=build.claim(key, "other")
            )
        )


async def test_twenty_concurrent_twins_place_one_order(use_cases: UseCases, sql: build.Sql) -> None:
    """One of them writes; the others wait for it and get its response."""
    order = build.order_row(uuid6(), [uuid6()])
    write = build.place_order(order, idempotency=build.claim(str(order.id)), response="once")
    results = await asyncio.gather(*(use_cases.place_order.place(write) for _ in range(20)))
    assert sorted(result.replayed for result in results) == [False] + [True] * 19
    assert {result.response for result in results} == {"once"}
    assert (await _rows_of(sql, order))["orders"] == 1


async def test_a_twin_that_does_not_finish_is_told_as_in_flight(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """The wait for another writer of the same key is bounded."""
    order = build.order_row(uuid6(), [uuid6()])
    transaction = sql.transaction()
    await transaction.start()
    await sql.execute(
        "INSERT INTO idempotency_records (scope, key, request_hash) VALUES ('test', $1, 'hash')",
        str(order.id),
    )
    try:
        with pytest.raises(IdempotencyInFlightError):
            await use_cases.place_order.place(
                build.place_order(order, idempotency=build.claim(str(order.id)))
            )
    finally:
        await transaction.rollback()
    result = await use_cases.place_order.place(
        build.place_order(order, idempotency=build.claim(str(order.id)))
    )
    assert not result.replayed


async def test_a_reference_is_unique_in_its_channel(use_cases: UseCases, sql: build.Sql) -> None:
    """The second order with a reference changes nothing and names the field."""
    reference = uuid6().hex
    first = build.order_row(uuid6(), [uuid6()], reference=reference)
    second = build.order_row(uuid6(), [uuid6()], reference=reference)
    elsewhere = build.order_row(uuid6(), [uuid6()], reference=reference, channel="bot")
    await use_cases.place_order.place(build.place_order(first))
    with pytest.raises(UniqueViolationError) as caught:
        await use_cases.place_order.place(
            build.place_order(second, idempotency=build.claim(str(second.id)))
        )
    assert caught.value.field == "reference"
    assert await _rows_of(sql, second) == _NOTHING
    assert not (await use_cases.place_order.place(build.place_order(elsewhere))).replayed


async def test_an_order_of_two_thousand_lines_is_one_write(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Large invoices exist."""
    order = build.order_row(uuid6(), [uuid6() for _ in range(2000)])
    await use_cases.place_order.place(build.place_order(order))
    assert (await _rows_of(sql, order))["lines"] == 2000


@pytest.mark.parametrize("broken", ["order", "line", "saga", "event"])
async def test_a_failure_in_any_part_takes_everything_back(
    use_cases: UseCases, sql: build.Sql, broken: str
) -> None:
    """Each part is broken in turn by a constraint of the schema."""
    order = build.order_row(uuid6(), [uuid6(), uuid6()])
    write = build.place_order(order, idempotency=build.claim(str(order.id)))
    if broken == "order":
        order = order.model_copy(update={"refunded_charge_amount": order.charge_amount + 1})
        write = write.model_copy(update={"order": order})
    elif broken == "line":
        twice = [order.lines[0], order.lines[0]]
        write = write.model_copy(update={"order": order.model_copy(update={"lines": twice})})
    elif broken == "saga":
        write = write.model_copy(update={"saga": build.saga_row(uuid6())})
    else:
        write = write.model_copy(update={"events": [write.events[0], write.events[0]]})
    with pytest.raises(StorageError):
        await use_cases.place_order.place(write)
    assert await _rows_of(sql, order) == _NOTHING


async def test_a_null_character_is_an_invalid_value_and_not_a_fault(use_cases: UseCases) -> None:
    """PostgreSQL cannot store it; the caller can do something about it."""
    order = build.order_row(uuid6(), [uuid6()], reference="a\x00b")
    with pytest.raises(InvalidValueError):
        await use_cases.place_order.place(build.place_order(order))
