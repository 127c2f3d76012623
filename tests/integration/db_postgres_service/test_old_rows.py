"""Rows that leave by a time of their own: keys of clients, log ins that ended."""

from datetime import UTC, datetime, timedelta

import pytest
from storage_contracts.atomic_write import AtomicWrite
from storage_contracts.retention import Pruning, Settlement
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build
from tests.integration.db_postgres_service.archive import DAYS, MAILS, SAGA, Archive

pytestmark = pytest.mark.integration


def _with_clients_key(key: str) -> AtomicWrite:
    claim = build.claim(key, scope="guest:POST /orders")
    return build.new_task(publish=False).model_copy(update={"idempotency": claim})


async def test_keys_of_clients_leave_by_their_own_time(archive: Archive) -> None:
    """Also when a key looks like an event's id; records of consumers wait for their event."""
    looks_like_an_event = str(uuid6())
    for key in ("old", looks_like_an_event):
        await archive.use_cases.apply_atomic_write.apply(_with_clients_key(key))
    unsettled = await archive.event(SAGA)
    await archive.sql.execute(
        "UPDATE idempotency_records SET created_at = now() - interval '31 days'"
    )
    await archive.use_cases.apply_atomic_write.apply(_with_clients_key("young"))
    assert (await archive.prune()).clients_keys == 2
    assert await archive.records() == {("guest:POST /orders", "young"), (SAGA, str(unsettled))}


async def test_log_ins_leave_after_their_end_and_verify_knows_which(archive: Archive) -> None:
    """A row that vanished before its end is still missed."""
    ended, open_still, token, user = uuid6(), uuid6(), uuid6(), uuid6()
    long_ago = datetime.now(UTC) - timedelta(days=DAYS + 1)
    apply = archive.use_cases.apply_atomic_write.apply
    await apply(_told(identity.log_in_write(user, ended, expires_at=long_ago), long_ago))
    soon = datetime.now(UTC) + timedelta(days=1)
    await apply(_told(identity.log_in_write(uuid6(), open_still, expires_at=soon), soon))
    write = identity.one_time_token_write(token, user)
    await apply(_told(write, build.MOMENT + timedelta(minutes=1)))
    pruned = await archive.prune()
    assert (pruned.sessions, pruned.one_time_tokens, pruned.is_more) == (1, 1, False)
    assert await _rows_and_streams_disagree(archive) == set()
    await archive.sql.execute("DELETE FROM sessions")
    assert await _rows_and_streams_disagree(archive) == {f"session/{open_still}"}


def _told(write: AtomicWrite, expires_at: datetime) -> AtomicWrite:
    """The write, whose events tell the end as the real ones do."""
    data = {"expires_at": expires_at.isoformat()}
    events = [event.model_copy(update={"data": data}) for event in write.events]
    return write.model_copy(update={"events": events})


async def _rows_and_streams_disagree(archive: Archive) -> set[str]:
    report = await archive.use_cases.check_invariants.check({})
    return {
        found.row for found in report.invariants["A"] if found.check == "row_and_stream_disagree"
    }


@pytest.mark.parametrize("hours", [-24 * 400, 24 * 400])
async def test_a_clock_that_is_wrong_removes_nothing_early(archive: Archive, hours: int) -> None:
    """A worker whose clock is a year ahead, or behind, gets nobody's rows removed."""
    await archive.event(SAGA, MAILS)
    await archive.publish(days_ago=DAYS - 1)
    await archive.use_cases.apply_atomic_write.apply(_with_clients_key("young"))
    await archive.use_cases.apply_atomic_write.apply(
        identity.log_in_write(uuid6(), uuid6(), expires_at=datetime.now(UTC))
    )
    wrong = datetime.now(UTC) + timedelta(hours=hours)
    assert await archive.settle(asked_at=wrong) == Settlement()
    assert await archive.prune(asked_at=wrong) == Pruning()
