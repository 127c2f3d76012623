"""Retention: what is settled leaves, what is young or needed stays, and nothing acts twice."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from db_postgres_service.infrastructure.errors import RowNotFoundError
from db_postgres_service.infrastructure.retention import settling
from db_postgres_service.settings import Settings
from pydantic import ValidationError
from storage_contracts.retention import Pruning, Settlement

from tests.integration.db_postgres_service.archive import DAYS, MAILS, SAGA, SUBSCRIPTIONS, Archive

pytestmark = pytest.mark.integration


async def test_traces_of_an_old_event_leave_and_verify_stays_clean(archive: Archive) -> None:
    """Outbox row and inbox records go; the event and the proof stay."""
    old = await archive.event(SAGA, MAILS)
    await archive.publish()
    young = await archive.event(SAGA, MAILS)
    await archive.publish(days_ago=DAYS - 1)
    pruned = await archive.round()
    assert (pruned.outbox, pruned.inbox) == (1, 2)
    assert await archive.traced() == {young}
    assert {key for _, key in await archive.records()} == {str(young)}
    assert await archive.violations() == set()
    assert await archive.sql.fetchval("SELECT count(*) FROM event_store WHERE event_id = $1", old)


async def test_a_message_that_comes_again_after_its_record_left_changes_nothing(
    archive: Archive,
) -> None:
    """A redelivery of any age, or a dead letter that was applied after all."""
    old = await archive.event(SAGA, MAILS)
    await archive.publish()
    await archive.round()
    before = await archive.sql.fetchval("SELECT count(*) FROM event_store")
    assert await archive.applies(SAGA, old)
    assert await archive.sql.fetchval("SELECT count(*) FROM event_store") == before
    recalled = await archive.use_cases.read_idempotency_record.read(MAILS, str(old))
    assert f'"request_hash":"{old.hex}"'.encode() in recalled
    with pytest.raises(RowNotFoundError):
        await archive.use_cases.read_idempotency_record.read("guest:POST /orders", str(old))


async def test_a_dead_letter_of_any_age_can_still_be_redriven(archive: Archive) -> None:
    """The consumer that has not applied an event is noted; to all others it is settled."""
    old = await archive.event(MAILS)
    await archive.publish()
    assert await archive.violations() == {("event_not_applied", f"event/{old}")}
    await archive.round()
    assert await archive.traced() == set()
    assert await archive.violations() == {("event_not_applied", f"event/{old}")}
    assert not await archive.applies(SAGA, old)
    assert await archive.applies(SAGA, old)
    assert await archive.applies(MAILS, old)
    assert await archive.violations() == set()


async def test_nothing_passes_an_event_that_was_not_published(archive: Archive) -> None:
    """What `verify` would report stays as it is, and all that came after it."""
    first = await archive.event(SAGA, MAILS)
    stuck = await archive.event(SAGA, MAILS)
    later = await archive.event(SAGA, MAILS)
    await archive.publish(but=stuck)
    await archive.round()
    await archive.round()
    assert await archive.traced() == {stuck, later}
    assert await archive.violations() == {
        ("outbox_row_not_published", await _outbox_row(archive, stuck))
    }
    assert not await archive.applies("worker_refunds", first)


async def _outbox_row(archive: Archive, event_id: UUID) -> str:
    position = await archive.sql.fetchval(
        "SELECT position FROM outbox WHERE event_id = $1", event_id
    )
    return f"outbox/{position}"


async def test_an_event_whose_outbox_row_was_lost_is_never_settled(archive: Archive) -> None:
    """A loss is not tidied away."""
    lost = await archive.event(SAGA, MAILS)
    await archive.publish()
    await archive.sql.execute("DELETE FROM outbox")
    await archive.round()
    assert await archive.violations() == {("event_not_in_outbox", f"event/{lost}")}
    assert len(await archive.records()) == 2


async def test_the_outbox_row_stays_of_an_event_that_the_analytics_lack(archive: Archive) -> None:
    """`verify` asks the analytics for each row of the outbox, and goes on to name this one."""
    archive.unrecorded = [await archive.event(SAGA, MAILS)]
    await archive.event(SAGA, MAILS)
    await archive.publish()
    await archive.round()
    assert await archive.traced() == set(archive.unrecorded)
    assert await archive.violations() == set()


async def test_traces_stay_for_a_minute_after_their_event_was_settled(archive: Archive) -> None:
    """No statement lives so long that it could have begun before."""
    await archive.event(SAGA, MAILS)
    await archive.publish()
    assert (await archive.settle()).settled == 1
    assert await archive.settle() == Settlement()
    position = await archive.sql.fetchval("SELECT settled_position FROM settlement")
    assert await archive.prune(Settlement(position=position)) == Pruning()
    await archive.a_minute_passes()
    assert [each.event_id for each in (await archive.settle()).events] == list(
        await archive.traced()
    )
    with pytest.raises(ValidationError):
        Settings.model_validate(
            {
                "postgres_url": "postgresql://nobody@127.0.0.1/none",
                "postgres_statement_seconds": settling.SETTLED_SECONDS / 2 + 1,
            }
        )


async def test_a_worker_whose_clock_is_behind_removes_less(archive: Archive) -> None:
    """Both clocks must have passed the limit."""
    await archive.event(SAGA, MAILS)
    await archive.publish()
    assert await archive.settle(asked_at=datetime.now(UTC) - timedelta(days=2)) == Settlement()
    assert (await archive.settle()).settled == 1


async def test_two_workers_settle_and_prune_each_event_once(archive: Archive) -> None:
    """However many ask at the same time."""
    for _ in range(5):
        await archive.event(SAGA, MAILS)
    await archive.publish()
    settled = await asyncio.gather(*(archive.settle() for _ in range(5)))
    assert sum(each.settled for each in settled) == 5
    await archive.a_minute_passes()
    settlement = await archive.settle()
    pruned = await asyncio.gather(*(archive.prune(settlement) for _ in range(5)))
    assert sum(each.outbox for each in pruned) == 5
    assert sum(each.inbox for each in pruned) == 10
    assert await archive.violations() == set()


async def test_to_a_new_consumer_no_earlier_event_is_settled(archive: Archive) -> None:
    """Nobody has looked whether it applied them."""
    old, older = await archive.event(SAGA, MAILS), await archive.event(SAGA, MAILS)
    await archive.publish()
    await archive.round()
    assert not await archive.applies("worker_loyalty", old)
    later = await archive.event(SAGA, MAILS, "worker_loyalty")
    await archive.publish()
    await archive.settle(worker_loyalty=["task.created"])
    await archive.a_minute_passes()
    await archive.prune(await archive.settle())
    assert await archive.applies("worker_loyalty", old)
    assert await archive.applies("worker_loyalty", later)
    assert await archive.records() == {("worker_loyalty", str(old))}
    assert not await archive.applies("worker_loyalty", older)


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happened_only_what_is_old_and_proven_leaves(
    archive: Archive, seed: int
) -> None:
    """Events of any age, published or not, applied or not; rounds that break off anywhere.

    What leaves was published for long and its consumers applied it, or are noted. What `verify`
    finds is the same as before. Each event that was applied stays so, each other one still can be.
    """
    chance = Random(seed)
    applied: dict[UUID, set[str]] = {}
    ages: dict[UUID, float | None] = {}
    for _ in range(25):
        consumers = {name for name in SUBSCRIPTIONS if chance.random() < 0.8}
        event_id = await archive.event(*sorted(consumers))
        applied[event_id] = consumers
        ages[event_id] = None if chance.random() < 0.03 else chance.uniform(25, 60)
    for event_id, age in ages.items():
        if age is not None:
            await archive.sql.execute(
                "UPDATE outbox SET published_at = now() - $1::interval WHERE event_id = $2",
                timedelta(days=age),
                event_id,
            )
    found = await archive.violations()
    for _ in range(12):
        match chance.randrange(4):
            case 0:
                await archive.settle()
            case 1:
                await archive.a_minute_passes()
            case 2:
                await archive.prune(await archive.settle())
            case _:
                await archive.round()
    assert await archive.violations() == found
    gone = set(ages) - await archive.traced()
    assert all((ages[event_id] or 0) > DAYS for event_id in gone)
    for event_id, consumers in applied.items():
        for consumer in SUBSCRIPTIONS:
            assert await archive.applies(consumer, event_id) == (consumer in consumers)


async def test_without_its_proof_a_late_message_would_act_twice(archive: Archive) -> None:
    """The control: the records alone, removed by their age, would let a second effect happen."""
    old = await archive.event(SAGA, MAILS)
    await archive.publish()
    await archive.sql.execute("DELETE FROM idempotency_records")
    assert not await archive.applies(SAGA, old)
