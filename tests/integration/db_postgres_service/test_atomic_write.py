"""The atomic call: versions, all or nothing, replays."""

import asyncio

import pytest
from db_postgres_service.infrastructure.errors import (
    StorageError,
    UniqueViolationError,
    VersionConflictError,
    WriteRejectedError,
)
from db_postgres_service.use_cases import UseCases
from storage_contracts.atomic_write import AtomicWrite, RowWrite
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.order_row import LineRefund, OrderWrite, RefundLineValue, RefundRow
from storage_contracts.rows.payment_row import PaymentWrite
from storage_contracts.rows.product_row import ProductWrite
from storage_contracts.rows.saga_row import SagaWrite
from storage_contracts.rows.task_row import TaskWrite
from storage_contracts.rows.user_row import UserWrite
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def test_a_stale_version_is_a_conflict_that_tells_the_current_one(
    use_cases: UseCases,
) -> None:
    """The caller learns what it has to read again."""
    product = uuid6()
    apply = use_cases.apply_atomic_write.apply
    await apply(build.create_product(product))
    write = ProductWrite(expected_version=1, row=build.product_row(product, version=2))
    await apply(build.rows_write(write))
    with pytest.raises(VersionConflictError) as caught:
        await apply(build.rows_write(write))
    assert caught.value == VersionConflictError("product", str(product), 2)


async def test_inserting_a_row_that_is_there_is_a_conflict(use_cases: UseCases) -> None:
    """Version 0 means: there is none yet."""
    task = build.task_row(uuid6())
    write = build.rows_write(TaskWrite(expected_version=0, row=task))
    await use_cases.apply_atomic_write.apply(write)
    with pytest.raises(VersionConflictError) as caught:
        await use_cases.apply_atomic_write.apply(write)
    assert caught.value.current_version == 1


async def test_updating_a_row_that_is_not_there_is_a_conflict_at_version_zero(
    use_cases: UseCases,
) -> None:
    """Nothing has version 0."""
    with pytest.raises(VersionConflictError) as caught:
        await use_cases.apply_atomic_write.apply(
            build.rows_write(TaskWrite(expected_version=4, row=build.task_row(uuid6(), version=5)))
        )
    assert caught.value.current_version == 0


async def test_an_event_at_a_taken_version_is_a_conflict_and_takes_the_rows_back(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """The stream guards what the row does not: here the row went behind the stream's back."""
    task = uuid6()
    apply = use_cases.apply_atomic_write.apply
    row = TaskWrite(expected_version=0, row=build.task_row(task))
    await apply(build.rows_write(row))
    await sql.execute("DELETE FROM tasks WHERE id = $1", task)
    with pytest.raises(VersionConflictError):
        await apply(build.rows_write(row))
    assert await sql.fetchval("SELECT count(*) FROM tasks WHERE id = $1", task) == 0


async def test_one_of_many_concurrent_writers_of_a_version_wins(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Twenty writers, one winner, nineteen conflicts, one event."""
    product = uuid6()
    await use_cases.apply_atomic_write.apply(build.create_product(product))

    async def update() -> str:
        write = AtomicWrite(
            context=build.CONTEXT,
            rows=[ProductWrite(expected_version=1, row=build.product_row(product, version=2))],
            events=[build.event(f"product/{product}", 2, "product.updated")],
        )
        try:
            await use_cases.apply_atomic_write.apply(write)
        except VersionConflictError as error:
            return f"conflict at {error.current_version}"
        return "won"

    outcomes = await asyncio.gather(*(update() for _ in range(20)))
    assert sorted(outcomes) == ["conflict at 2"] * 19 + ["won"]
    assert (
        await sql.fetchval(
            "SELECT count(*) FROM event_store WHERE stream = $1", f"product/{product}"
        )
        == 2
    )


async def test_an_email_belongs_to_one_user_whatever_its_case(use_cases: UseCases) -> None:
    """The constraint speaks of the field of the request."""
    email = f"{uuid6().hex}@Example.com"
    apply = use_cases.apply_atomic_write.apply
    first = build.user_row(uuid6(), email)
    await apply(build.rows_write(UserWrite(expected_version=0, row=first)))
    found = await use_cases.read_user_by_email.read(email.upper())
    assert first.model_validate_json(found.body) == first
    second = build.user_row(uuid6(), email.lower())
    with pytest.raises(UniqueViolationError) as caught:
        await apply(build.rows_write(UserWrite(expected_version=0, row=second)))
    assert caught.value.field == "email"


async def test_a_replayed_write_changes_nothing_although_its_version_is_stale(
    use_cases: UseCases,
) -> None:
    """A consumer that lost the answer sends the same write again."""
    product = uuid6()
    apply = use_cases.apply_atomic_write.apply
    await apply(build.create_product(product))
    write = AtomicWrite(
        context=build.CONTEXT,
        idempotency=build.claim(f"update:{product}"),
        rows=[ProductWrite(expected_version=1, row=build.product_row(product, version=2))],
        events=[build.event(f"product/{product}", 2, "product.updated")],
        response="stored",
    )
    assert not (await apply(write)).replayed
    again = await apply(write)
    assert (again.replayed, again.response) == (True, "stored")


async def test_refunds_are_inserted_moved_on_and_bounded_by_the_line(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Refunded pieces can never exceed the pieces of the line."""
    apply = use_cases.apply_atomic_write.apply
    order = build.order_row(uuid6(), [uuid6()])
    await use_cases.place_order.place(build.place_order(order))
    refund = RefundRow(
        id=uuid6(),
        order_id=order.id,
        status="requested",
        reason="broken",
        lines=[RefundLineValue(line_no=1, quantity=1, amount=order.lines[0].unit_price)],
        amount=order.lines[0].unit_price,
        charge_amount=order.lines[0].unit_price,
        requested_at=build.MOMENT,
    )

    def write(version: int, pieces: int, status: str) -> AtomicWrite:
        return build.rows_write(
            OrderWrite(
                expected_version=version,
                row=build.order_header(order, version + 1, "completed"),
                refunded_lines=[LineRefund(line_no=1, refunded_quantity=pieces)],
                refunds=[refund.model_copy(update={"status": status})],
            )
        )

    await apply(write(1, 1, "requested"))
    await apply(write(2, 1, "completed"))
    with pytest.raises(WriteRejectedError) as caught:
        await apply(write(3, 3, "completed"))
    assert caught.value.constraint == "order_lines_refunded_quantity_check"
    rows = await sql.fetch("SELECT status FROM refunds WHERE order_id = $1", order.id)
    assert [row["status"] for row in rows] == ["completed"]


async def test_a_refund_of_a_line_that_is_not_there_is_rejected(use_cases: UseCases) -> None:
    """A number that matches no line is a mistake, not a refund of nothing."""
    order = build.order_row(uuid6(), [uuid6()])
    await use_cases.place_order.place(build.place_order(order))
    with pytest.raises(WriteRejectedError) as caught:
        await use_cases.apply_atomic_write.apply(
            build.rows_write(
                OrderWrite(
                    expected_version=1,
                    row=build.order_header(order, 2, "completed"),
                    refunded_lines=[LineRefund(line_no=7, refunded_quantity=1)],
                )
            )
        )
    assert caught.value.constraint == "unknown_order_line"


@pytest.mark.parametrize("broken", ["payment", "saga", "stock", "notification", "event"])
async def test_a_failure_in_any_part_takes_every_other_part_back(
    use_cases: UseCases, sql: build.Sql, broken: str
) -> None:
    """Each part of a full write fails in turn; the rest leaves no trace."""
    apply = use_cases.apply_atomic_write.apply
    product = uuid6()
    await apply(build.create_product(product, pieces=10))
    order = build.order_row(uuid6(), [product])
    await use_cases.place_order.place(build.place_order(order))
    notification = NotificationRow(
        id=uuid6(),
        channel="mail",
        template="order_completed",
        recipient_key="hash",
        status="sent",
        order_id=order.id,
        created_at=build.MOMENT,
    )
    sent = build.event(f"notification/{notification.id}", 1, "notification.sent")
    if broken == "notification":
        await apply(AtomicWrite(context=build.CONTEXT, notifications=[notification], events=[sent]))
        await sql.execute("DELETE FROM event_store WHERE stream = $1", sent.stream)
    reserved = SagaWrite(
        expected_version=9 if broken == "saga" else 1,
        row=build.saga_row(order.id, "charging", 10 if broken == "saga" else 2),
    )
    if broken == "event":
        await apply(build.rows_write(reserved))
        await sql.execute("UPDATE sagas SET version = 1 WHERE id = $1", order.id)
    before = await _fingerprint(sql)
    payment = build.payment_row(order.id)
    if broken == "payment":
        payment = payment.model_copy(update={"refunded_amount": payment.amount + 1})
    rows: list[RowWrite] = [
        PaymentWrite(expected_version=0, row=payment),
        reserved,
        OrderWrite(expected_version=1, row=build.order_header(order, 2, "confirmed")),
    ]
    write = AtomicWrite(
        context=build.CONTEXT,
        idempotency=build.claim(f"full:{order.id}"),
        rows=rows,
        stock=[build.reserve(order.id, {product: 11 if broken == "stock" else 2})],
        notifications=[notification],
        events=[*build.events_of(*rows), sent],
    )
    with pytest.raises(StorageError):
        await apply(write)
    assert await _fingerprint(sql) == before


async def _fingerprint(sql: build.Sql) -> list[tuple[str, int, int]]:
    """Return rows and sum of versions of every table that the write touches."""
    found = []
    for table, measure in (
        ("orders", "version"),
        ("sagas", "version"),
        ("payments", "version"),
        ("stock", "version + free"),
        ("stock_reservations", "quantity"),
        ("notifications", "1"),
        ("event_store", "version"),
        ("outbox", "1"),
        ("idempotency_records", "1"),
    ):
        row = await sql.fetchrow(
            f"SELECT count(*), coalesce(sum({measure}), 0)::bigint FROM {table}"  # noqa: S608  ours
        )
        assert row is not None
        found.append((table, int(row[0]), int(row[1])))
    return found
