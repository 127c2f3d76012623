"""The outbox: order within a stream, leases, fencing, waking, late commits."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.outbox import claim_outbox
from db_postgres_service.infrastructure.outbox.outbox_listener import OutboxListener
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.use_cases import UseCases
from storage_contracts.atomic_write import AtomicWrite
from storage_contracts.outbox import ClaimedBatch, OutboxClaim, OutboxPublication
from storage_contracts.rows.task_row import TaskWrite
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


@pytest.fixture
async def outbox_url(fresh_postgres_url: str) -> str:
    """A database whose outbox belongs to one test."""
    await run_migrations(fresh_postgres_url)
    return fresh_postgres_url


@pytest.fixture
async def relay(outbox_url: str, signal: OutboxSignal) -> AsyncIterator[UseCases]:
    """The use cases on that database."""
    pool = ConnectionPool(PoolOptions(outbox_url, size=6))
    await pool.open()
    yield UseCases.wired(Database(pool), signal)
    await pool.close()


def _task(stream: str, *versions: int) -> TaskWrite:
    """A task that moves through these versions."""
    row = build.task_row(UUID(stream.removeprefix("task/")), version=versions[-1])
    return TaskWrite(expected_version=versions[0] - 1, row=row)


async def _write(use_cases: UseCases, stream: str, *versions: int) -> None:
    await use_cases.apply_atomic_write.apply(build.rows_write(_task(stream, *versions)))


async def _claim(
    use_cases: UseCases, limit: int = 100, lease: float = 30, wait: float = 0
) -> ClaimedBatch:
    body = await use_cases.claim_outbox.claim(
        OutboxClaim(limit=limit, lease_seconds=lease, wait_seconds=wait)
    )
    return ClaimedBatch.model_validate_json(body)


def _stream(identity: UUID) -> str:
    return f"task/{identity}"


def _versions(batch: ClaimedBatch) -> list[tuple[str, int]]:
    return [(record.stream, record.version) for record in batch.records]


async def test_only_published_events_reach_the_outbox_in_their_order(relay: UseCases) -> None:
    """An event that is not to be published stays in the store."""
    stream = _stream(uuid6())
    await relay.apply_atomic_write.apply(
        AtomicWrite(
            context=build.CONTEXT,
            rows=[_task(stream, 1, 2, 3)],
            events=[
                build.event(stream, 2, "task.updated"),
                build.event(stream, 1, "task.created", title="é"),
                build.event(stream, 3, "task.updated", publish=False),
            ],
        )
    )
    batch = await _claim(relay)
    assert _versions(batch) == [(stream, 1), (stream, 2)]
    assert batch.records[0].data == {"title": "é"}
    assert batch.records[0].service == "api_service"


async def test_a_leased_row_keeps_the_later_ones_of_its_stream_back(relay: UseCases) -> None:
    """A second relay may not overtake the first within a stream; other streams are free."""
    held, other = _stream(uuid6()), _stream(uuid6())
    await _write(relay, held, 1)
    first = await _claim(relay)
    await _write(relay, held, 2)
    await _write(relay, other, 1)
    second = await _claim(relay)
    assert _versions(first) == [(held, 1)]
    assert _versions(second) == [(other, 1)]
    result = await relay.mark_publications.mark(
        OutboxPublication(token=first.token, published=[r.position for r in first.records])
    )
    assert result.marked == 1
    assert _versions(await _claim(relay)) == [(held, 2)]


async def test_a_relay_whose_lease_ran_out_cannot_mark(relay: UseCases) -> None:
    """The fencing token of the later claim is the only one that counts."""
    stream = _stream(uuid6())
    await _write(relay, stream, 1)
    slow = await _claim(relay, lease=0.01)
    quick = await _claim(relay, wait=5)
    assert _versions(quick) == [(stream, 1)]
    assert quick.token > slow.token
    positions = [record.position for record in quick.records]
    late = await relay.mark_publications.mark(
        OutboxPublication(token=slow.token, published=positions)
    )
    in_time = await relay.mark_publications.mark(
        OutboxPublication(token=quick.token, published=positions)
    )
    again = await relay.mark_publications.mark(
        OutboxPublication(token=quick.token, published=positions)
    )
    assert (late.marked, in_time.marked, again.marked) == (0, 1, 0)


async def test_released_rows_are_claimed_again_at_once(relay: UseCases) -> None:
    """A relay that could not publish gives its rows back."""
    stream = _stream(uuid6())
    await _write(relay, stream, 1, 2)
    batch = await _claim(relay)
    result = await relay.mark_publications.mark(
        OutboxPublication(
            token=batch.token,
            published=[batch.records[0].position],
            released=[batch.records[1].position],
        )
    )
    assert (result.marked, result.released) == (1, 1)
    assert _versions(await _claim(relay)) == [(stream, 2)]


async def test_two_relays_share_the_work_and_keep_every_stream_in_order(
    relay: UseCases,
) -> None:
    """Concurrent writers and relays; each event once, each stream in its order."""
    streams = [_stream(uuid6()) for _ in range(8)]
    published: list[tuple[str, int]] = []
    wanted = 8 * 12

    async def write(stream: str) -> None:
        for version in range(1, 13):
            await _write(relay, stream, version)

    async def run() -> None:
        while len(published) < wanted:
            batch = await _claim(relay, limit=7, wait=0.2)
            published.extend(_versions(batch))
            await relay.mark_publications.mark(
                OutboxPublication(token=batch.token, published=[r.position for r in batch.records])
            )

    async with asyncio.timeout(120):
        await asyncio.gather(run(), run(), *(write(stream) for stream in streams))
    assert len(set(published)) == len(published) == wanted
    for stream in streams:
        assert [v for s, v in published if s == stream] == list(range(1, 13))


async def test_a_row_that_commits_late_is_not_skipped(relay: UseCases, outbox_url: str) -> None:
    """Positions are given before the commit; later positions may be published meanwhile."""
    late, early = _stream(uuid6()), _stream(uuid6())
    connection = await build.connect(outbox_url)
    transaction = connection.transaction()
    await transaction.start()
    position = await connection.fetchval(
        "INSERT INTO event_store (stream, version, event_id, event_type, schema_version,"
        " occurred_at, data, publish, service, request_id)"
        " VALUES ($1, 1, $2, 'task.created', 1, now(), '{}', true, 's', 'r') RETURNING position",
        late,
        uuid6(),
    )
    await connection.execute(
        "INSERT INTO outbox (position, event_id, stream) VALUES ($1, $2, $3)",
        position,
        uuid6(),
        late,
    )
    await _write(relay, early, 1)
    first = await _claim(relay)
    await relay.mark_publications.mark(
        OutboxPublication(token=first.token, published=[r.position for r in first.records])
    )
    await transaction.commit()
    await connection.close()
    assert _versions(first) == [(early, 1)]
    assert _versions(await _claim(relay)) == [(late, 1)]


async def test_a_waiting_relay_is_woken_by_the_next_commit(
    relay: UseCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer comes with the commit: here there is no next look within the time of the claim."""
    monkeypatch.setattr(claim_outbox, "_LOOK_AGAIN_SECONDS", 60.0)
    stream = _stream(uuid6())
    waiting = asyncio.create_task(_claim(relay, wait=20))
    await asyncio.sleep(0)
    await _write(relay, stream, 1)
    assert _versions(await waiting) == [(stream, 1)]


async def test_a_commit_of_another_process_wakes_by_notification(
    outbox_url: str, signal: OutboxSignal
) -> None:
    """Two services on one database: one writes, the relay waits at the other."""
    pool = ConnectionPool(PoolOptions(outbox_url, size=2))
    await pool.open()
    other_signal = OutboxSignal()
    other = UseCases.wired(Database(pool), other_signal)
    options = PoolOptions(outbox_url)
    listeners = [
        asyncio.create_task(OutboxListener(options, s).run()) for s in (signal, other_signal)
    ]
    woken = signal.next_change()
    await asyncio.wait_for(woken.wait(), 30)  # the listener wakes all when it is connected
    woken = signal.next_change()
    try:
        await _write(other, _stream(uuid6()), 1)
        await asyncio.wait_for(woken.wait(), 30)
    finally:
        for task in listeners:
            task.cancel()
        await asyncio.gather(*listeners, return_exceptions=True)
        await pool.close()


async def test_closing_ends_long_polls_at_once(relay: UseCases, signal: OutboxSignal) -> None:
    """A service that stops does not make its relays wait."""
    waiting = asyncio.create_task(_claim(relay, wait=25))
    await asyncio.sleep(0)
    signal.close()
    async with asyncio.timeout(15):
        batch = await waiting
    assert batch.records == []
    assert json.loads(batch.model_dump_json())["records"] == []
