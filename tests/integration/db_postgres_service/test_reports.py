"""Invariants, ledger and rebuilt stock: true for a sound database, and never blind."""

import json
from collections.abc import AsyncIterator

import pytest
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.reports.check_invariants import ALL_CHECKS
from db_postgres_service.use_cases import UseCases
from storage_contracts.atomic_write import AtomicWrite
from storage_contracts.outbox import OutboxClaim, OutboxPublication
from storage_contracts.reports import StockComparison
from storage_contracts.rows.order_row import OrderWrite
from storage_contracts.rows.payment_row import PaymentWrite
from storage_contracts.rows.saga_row import SagaWrite
from storage_contracts.stock_operations import AdjustStock
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_CONSUMER = {"worker_order_saga": ["order.created"]}


@pytest.fixture
async def shop(fresh_postgres_url: str) -> AsyncIterator[UseCases]:
    """A database with one finished order and one log in, everything published and applied."""
    await run_migrations(fresh_postgres_url)
    pool = ConnectionPool(PoolOptions(fresh_postgres_url, size=3))
    await pool.open()
    use_cases = UseCases.wired(Database(pool), OutboxSignal())
    await _one_finished_order(use_cases)
    yield use_cases
    await pool.close()


async def _one_finished_order(use_cases: UseCases) -> None:
    apply = use_cases.apply_atomic_write.apply
    product = uuid6()
    await apply(build.create_product(product, pieces=10))
    order = build.order_row(uuid6(), [product])
    place = build.place_order(order)
    await use_cases.place_order.place(place)
    payment = build.payment_row(order.id)
    await apply(
        AtomicWrite(
            context=build.CONTEXT,
            idempotency=build.claim(str(place.events[0].event_id), scope="worker_order_saga"),
            rows=[
                SagaWrite(expected_version=1, row=build.saga_row(order.id, "completed", 2)),
                OrderWrite(expected_version=1, row=build.order_header(order, 2, "completed")),
                PaymentWrite(expected_version=0, row=payment),
            ],
            stock=[build.reserve(order.id, {product: 2})],
            events=[
                build.event(f"saga/{order.id}", 2, "workflow.completed"),
                build.event(f"order/{order.id}", 2, "order.completed"),
                build.event(f"payment/{payment.id}", 1, "payment.processed", order_id="x"),
            ],
        )
    )
    await apply(build.stock_write(build.settle(order.id)))
    user = uuid6()
    await apply(identity.log_in_write(user, uuid6(), identity.act(subject_id=user)))
    await apply(identity.client_write("warehouse_robot"))
    await apply(identity.one_time_token_write(uuid6(), user))
    adjustment = AdjustStock(product_id=product, delta=-1, reason="lost", reference="web:row:1")
    await apply(build.stock_write(adjustment))
    claimed = json.loads(
        await use_cases.claim_outbox.claim(OutboxClaim(limit=1000, wait_seconds=0))
    )
    positions = [record["position"] for record in claimed["records"]]
    await use_cases.mark_publications.mark(
        OutboxPublication(token=claimed["token"], published=positions)
    )


async def test_a_sound_database_keeps_every_invariant(shop: UseCases) -> None:
    """All checks run over rows, and find nothing."""
    report = await shop.check_invariants.check(_CONSUMER)
    assert {letter: found for letter, found in report.invariants.items() if found} == {}
    assert set(report.invariants) == set("LCSPEAD")
    assert report.counts["orders"] == 1
    assert report.counts["event_store"] > 0


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("DELETE FROM sagas", "order_and_saga_disagree"),
        ("UPDATE orders SET status = 'pending'", "order_not_terminal"),
        (
            "DELETE FROM order_lines; DELETE FROM sagas; DELETE FROM orders",
            "order_without_row",
        ),
        ("DELETE FROM payments", "completed_without_its_charge"),
        (
            "UPDATE orders SET status = 'cancelled'; UPDATE sagas SET step = 'compensated'",
            "cancelled_but_money_kept",
        ),
        (
            """UPDATE event_store
            SET event_type = 'payment.processed', data = '{"order_id": "x"}'
            WHERE event_type = 'order.completed'""",
            "charged_more_than_once",
        ),
        ("UPDATE payments SET refunded_amount = 1", "refunds_do_not_add_up"),
        ("UPDATE stock SET free = free - 1, sold = sold + 1", "stock_differs_from_reservations"),
        ("UPDATE stock SET free = free + 1, opening = opening + 1", "stock_differs_from_stream"),
        (
            """ALTER TABLE stock DROP CONSTRAINT stock_balance_check;
            UPDATE stock SET free = free + 1""",
            "pieces_do_not_balance",
        ),
        ("UPDATE order_lines SET quantity = 3", "order_and_reservations_disagree"),
        ("DELETE FROM outbox", "event_not_in_outbox"),
        ("UPDATE outbox SET published_at = NULL", "outbox_row_not_published"),
        ("UPDATE settlement SET settled_position = 3, settled_events = 9", "settled_otherwise"),
        ("UPDATE outbox SET published_at = NULL", "outbox_not_empty"),
        ("DELETE FROM idempotency_records", "event_not_applied"),
        (
            """INSERT INTO event_store (stream, version, event_id, event_type, schema_version,
                occurred_at, data, publish, service, request_id)
            SELECT stream, version + 100, gen_random_uuid(), event_type, 1, occurred_at, data,
                false, service, request_id
            FROM event_store WHERE event_type = 'stock.moved'""",
            "stock_moved_more_than_once",
        ),
        (
            "DELETE FROM event_store WHERE stream LIKE 'order/%' AND version = 1",
            "stream_has_gaps",
        ),
        ("UPDATE orders SET version = 9", "row_and_stream_disagree"),
        ("UPDATE users SET version = 9", "row_and_stream_disagree"),
        ("UPDATE sessions SET version = 9", "row_and_stream_disagree"),
        ("DELETE FROM one_time_tokens", "row_and_stream_disagree"),
        ("UPDATE oauth_clients SET version = 9", "row_and_stream_disagree"),
        (
            "DELETE FROM event_store WHERE stream LIKE 'security_act/%'",
            "row_and_stream_disagree",
        ),
        ("UPDATE sagas SET step = 'charging'", "saga_not_finished"),
        (
            """INSERT INTO step_sagas
            SELECT gen_random_uuid(), 'parcel_delivery', '{}', NULL, 'running', 'call_courier',
            '[]', '[]', 0, now(), NULL, NULL, NULL, 1, now(), now()""",
            "step_saga_not_finished",
        ),
        ("UPDATE payments SET status = 'pending'", "payment_undecided"),
        (
            """INSERT INTO refunds
            SELECT gen_random_uuid(), id, 'requested', 'r', NULL, '[]', 1, 1, now(), NULL
            FROM orders""",
            "refund_not_completed",
        ),
    ],
)
async def test_each_damage_is_found_by_its_check(
    shop: UseCases, fresh_postgres_url: str, damage: str, check: str
) -> None:
    """A check that cannot fail proves nothing."""
    connection = await build.connect(fresh_postgres_url)
    await connection.execute(damage)
    await connection.close()
    report = await shop.check_invariants.check(_CONSUMER)
    assert check in {v.check for found in report.invariants.values() for v in found}


def test_every_check_has_a_damage() -> None:
    """A new check needs a proof that it can fail."""
    marks = test_each_damage_is_found_by_its_check.pytestmark  # type: ignore[attr-defined]  # pytest
    proven = {case[1] for mark in marks if mark.name == "parametrize" for case in mark.args[1]}
    assert {check.name for check in ALL_CHECKS} == proven


async def test_the_ledger_sums_what_the_channel_sold(shop: UseCases) -> None:
    """Completed orders, exact decimals; another channel has nothing."""
    ledger = await shop.read_ledger.read("web")
    assert ledger.orders == {"completed": 1}
    assert [(line.kind, line.lines, line.quantity, str(line.amount)) for line in ledger.lines] == [
        ("product", 1, 2, "5.1000")
    ]
    assert str(ledger.charge_amount) == "5.1000"
    assert (ledger.stock_adjustments, ledger.stock_adjusted_pieces) == (1, -1)
    nothing = await shop.read_ledger.read("elsewhere")
    assert (nothing.orders, nothing.lines, nothing.stock_adjustments) == ({}, [], 0)


async def test_rebuilt_stock_is_the_stored_stock(shop: UseCases, fresh_postgres_url: str) -> None:
    """And a row that was changed behind the stream's back is named."""
    body = await shop.compare_stock.compare(None, 10)
    assert StockComparison.model_validate_json(body) == StockComparison(checked=1, differing=[])
    connection = await build.connect(fresh_postgres_url)
    await connection.execute("UPDATE stock SET free = free + 1, opening = opening + 1")
    await connection.close()
    found = StockComparison.model_validate_json(await shop.compare_stock.compare(None, 1))
    assert found.next_cursor is not None
    assert [d.rebuilt and d.stored.free - d.rebuilt.free for d in found.differing] == [1]
