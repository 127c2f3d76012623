"""The control of all controls: verify sees what is broken, and names it."""

from collections.abc import AsyncIterator

import pytest
from quintet_cli.platform_clients import client_of
from quintet_cli.rebuilding.progress_display import ProgressDisplay
from quintet_cli.rebuilding.rebuilding import rebuild
from quintet_cli.verification.verification import VerificationReport, verify

from tests.chaos.tampering import Tampering
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.chaos, pytest.mark.xdist_group("platform")]


@pytest.fixture
async def tampering(replayed_platform: SharedPlatform) -> AsyncIterator[Tampering]:
    """A healthy platform; what a test breaks must be whole again afterwards."""
    watched = replayed_platform.watched
    before = await verify(watched.state, wait_seconds=60)
    assert before.passed, before.invariants
    yield Tampering(watched)
    after = await verify(watched.state, wait_seconds=60)
    assert after.passed, after.invariants


async def _found(tampering: Tampering) -> VerificationReport:
    report = await verify(tampering.state, wait_seconds=0)
    assert not report.passed
    return report


def _names(report: VerificationReport, letter: str, check: str, row: str) -> bool:
    """Whether an invariant names this row as a violation of this check."""
    named = [(each.check, each.row) for each in report.invariants[letter]]
    assert (check, row) in named, (letter, report.invariants)
    return True


async def _an_order(tampering: Tampering, status: str = "completed") -> str:
    return await tampering.one(
        "select id from orders where status = $1 and charge_amount > 0 order by id limit 1", status
    )


async def test_l_names_an_order_that_has_not_ended(tampering: Tampering) -> None:
    """A completed order that became pending again is neither ended nor one with its saga."""
    order_id = await _an_order(tampering)
    async with tampering.rows("orders", f"id = '{order_id}'", "status = 'pending'"):
        report = await _found(tampering)
    assert _names(report, "L", "order_not_terminal", f"order/{order_id}")
    assert _names(report, "L", "order_and_saga_disagree", f"order/{order_id}")


async def test_l_names_an_order_that_is_lost(tampering: Tampering) -> None:
    """An acknowledged order without a row is known by its event."""
    order_id = await _an_order(tampering)
    async with tampering.rows("orders", f"id = '{order_id}'", None):
        report = await _found(tampering)
    assert _names(report, "L", "order_without_row", f"order/{order_id}")


async def test_c_names_a_payment_that_the_gateway_does_not_know(tampering: Tampering) -> None:
    """What we call charged and the gateway does not is money that nobody has."""
    order_id = await _an_order(tampering)
    async with tampering.gateway_ledger(without=order_id):
        report = await _found(tampering)
    assert _names(report, "C", "payment_without_charge", f"order/{order_id}")


async def test_c_names_a_payment_of_another_amount(tampering: Tampering) -> None:
    """A penny more than the order costs is seen here and at the gateway."""
    order_id = await _an_order(tampering)
    async with tampering.rows("payments", f"order_id = '{order_id}'", "amount = amount + 0.01"):
        report = await _found(tampering)
    assert _names(report, "C", "completed_without_its_charge", f"order/{order_id}")
    assert _names(report, "C", "payment_differs_from_charge", f"order/{order_id}")


async def test_s_names_stock_that_came_from_nowhere(tampering: Tampering) -> None:
    """The sums still balance, so that only the stream tells of the piece too many."""
    product_id = await tampering.one("select product_id from stock order by product_id limit 1")
    change = "opening = opening + 1, free = free + 1"
    async with tampering.rows("stock", f"product_id = '{product_id}'", change):
        report = await _found(tampering)
    assert _names(report, "S", "stock_differs_from_stream", f"stock/{product_id}")


async def test_p_names_an_event_that_was_never_published(tampering: Tampering) -> None:
    """An event that should have gone out and is in no outbox reaches nobody."""
    event_id = await tampering.one("select event_id from outbox order by position limit 1")
    async with tampering.rows("outbox", f"event_id = '{event_id}'", None):
        report = await _found(tampering)
    assert _names(report, "P", "event_not_in_outbox", f"event/{event_id}")


async def test_e_names_an_event_that_analytics_lost(tampering: Tampering) -> None:
    """Every published event must be in MongoDB."""
    async with tampering.analytics_event("order.completed") as event_id:
        report = await _found(tampering)
    rows = [
        each.row for each in report.invariants["E"] if each.check == "event_missing_in_analytics"
    ]
    assert [row.rpartition("#")[2] for row in rows] == [event_id]


async def test_e_names_an_event_that_a_consumer_never_applied(tampering: Tampering) -> None:
    """The consumer's record of the event is its effect's witness."""
    key = await tampering.one(
        "select key from idempotency_records where scope = 'worker_order_saga' limit 1"
    )
    where = f"scope = 'worker_order_saga' and key = '{key}'"
    async with tampering.rows("idempotency_records", where, None):
        report = await _found(tampering)
    assert _names(report, "E", "event_not_applied", f"event/{key}")


async def test_a_names_a_stream_with_a_gap(tampering: Tampering) -> None:
    """A transition without its event is an audit trail with a hole."""
    stream = await tampering.one(
        "select stream from event_store where stream like 'saga/%' and version = 2 limit 1"
    )
    async with tampering.rows("event_store", f"stream = '{stream}' and version = 1", None):
        report = await _found(tampering)
    assert _names(report, "A", "stream_has_gaps", stream)


async def test_a_names_a_row_that_runs_ahead_of_its_stream(tampering: Tampering) -> None:
    """A row that changed without an event tells so by its version."""
    order_id = await _an_order(tampering)
    async with tampering.rows("orders", f"id = '{order_id}'", "version = version + 1"):
        report = await _found(tampering)
    assert _names(report, "A", "row_and_stream_disagree", f"order/{order_id}")


async def test_d_names_a_queue_with_a_dead_letter(tampering: Tampering) -> None:
    """Somebody has to redrive or discard it."""
    async with tampering.dead_letter("worker_refunds_dead_letters"):
        report = await verify(tampering.state, wait_seconds=15)
        while report.passed:  # the broker counts its messages every few seconds
            report = await verify(tampering.state, wait_seconds=0)
    assert _names(report, "D", "dead_letters_left", "queue/worker_refunds_dead_letters")


async def test_d_names_a_saga_that_is_stuck(tampering: Tampering) -> None:
    """No deadline, no progress: nothing would ever drive it again."""
    order_id = await _an_order(tampering)
    async with tampering.rows("sagas", f"id = '{order_id}'", "step = 'charging'"):
        report = await _found(tampering)
    assert _names(report, "D", "saga_not_finished", f"saga/{order_id}")


@pytest.mark.parametrize(
    ("table", "change", "row", "field"),
    [
        ("orders", "cancellation_reason = 'no reason'", "order", "cancellation_reason"),
        ("sagas", "attempts = attempts + 1", "saga", "attempts"),
    ],
)
async def test_rebuild_names_a_row_that_its_events_do_not_tell_of(
    tampering: Tampering, table: str, change: str, row: str, field: str
) -> None:
    """Versions agree and verify is content: only the fold of the stream tells."""
    order_id = await _an_order(tampering)
    async with client_of(tampering.state, "db_postgres_service") as client:
        async with tampering.rows(table, f"id = '{order_id}'", change):
            with ProgressDisplay() as progress:
                broken = await rebuild(client, progress)
        with ProgressDisplay() as progress:
            mended = await rebuild(client, progress)
    found = [each for kind in broken.kinds.values() for each in kind.differences]
    assert [(each.row, each.field) for each in found] == [(f"{row}/{order_id}", field)]
    assert mended.passed
