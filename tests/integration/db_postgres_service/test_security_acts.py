"""The audit: written with the act or not at all, and never changed by anybody."""

import asyncio
from uuid import UUID

import asyncpg
import pytest
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import (
    StorageUnavailableError,
    UniqueViolationError,
    VersionConflictError,
    WriteRejectedError,
)
from db_postgres_service.use_cases import UseCases
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_CHANGES = (
    "UPDATE security_acts SET outcome = 'ok' WHERE id = $1",
    "UPDATE security_acts SET id = id WHERE id = $1",
    "DELETE FROM security_acts WHERE id = $1",
)


async def _count(sql: build.Sql, act_id: UUID) -> int:
    found: int = await sql.fetchval("SELECT count(*) FROM security_acts WHERE id = $1", act_id)
    return found


async def test_an_act_is_kept_with_the_service_and_the_request_that_recorded_it(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """The context of the write says so, and no field of the act can say otherwise."""
    act = identity.act("role_changed", actor_id=uuid6(), subject_id=uuid6())
    await use_cases.apply_atomic_write.apply(identity.acts_write(act))
    row = await sql.fetchrow("SELECT * FROM security_acts WHERE id = $1", act.id)
    assert row is not None
    kept = {**row, "details": {"reason": "test"}}
    context = {"service": build.CONTEXT.service, "request_id": build.CONTEXT.request_id}
    assert kept == {**act.model_dump(), **context}


@pytest.mark.parametrize("change", _CHANGES)
async def test_an_act_can_neither_be_changed_nor_deleted_by_the_service(
    use_cases: UseCases, database: Database, sql: build.Sql, change: str
) -> None:
    """Not by the very connections and the role that wrote it."""
    act = identity.act(refused=True)
    await use_cases.apply_atomic_write.apply(identity.acts_write(act))
    with pytest.raises(WriteRejectedError) as caught:
        await database.write_row(change, act.id)
    assert caught.value.constraint == "security_acts_append_only"
    assert (
        await sql.fetchval("SELECT outcome FROM security_acts WHERE id = $1", act.id) == "refused"
    )


async def test_the_audit_cannot_be_emptied(use_cases: UseCases, sql: build.Sql) -> None:
    """TRUNCATE fires no trigger of a row, so it has one of its own."""
    act = identity.act()
    await use_cases.apply_atomic_write.apply(identity.acts_write(act))
    with pytest.raises(asyncpg.RestrictViolationError):
        await sql.execute("TRUNCATE security_acts")
    assert await _count(sql, act.id) == 1


async def test_a_session_that_calls_itself_a_replica_is_refused_too(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """Ordinary triggers sleep in such a session, these do not."""
    act = identity.act()
    await use_cases.apply_atomic_write.apply(identity.acts_write(act))
    try:
        await sql.execute("SET session_replication_role = replica")
    except asyncpg.InsufficientPrivilegeError:
        return  # who may not even say so has no such way
    for change in _CHANGES:
        with pytest.raises(asyncpg.RestrictViolationError):
            await sql.execute(change, act.id)
    assert await _count(sql, act.id) == 1


async def test_the_control_can_be_changed(database: Database, use_cases: UseCases) -> None:
    """The same statement on another table goes through: the refusal is the trigger's."""
    user, session = uuid6(), uuid6()
    await use_cases.apply_atomic_write.apply(identity.log_in_write(user, session))
    row = await database.write_row(
        "UPDATE sessions SET user_agent = 'changed' WHERE id = $1 RETURNING user_agent", session
    )
    assert row is not None
    assert row[0] == "changed"


async def test_an_act_whose_write_is_refused_is_not_kept(
    use_cases: UseCases, sql: build.Sql
) -> None:
    """What did not happen is not in the audit."""
    user, session, act = uuid6(), uuid6(), identity.act("log_out")
    apply = use_cases.apply_atomic_write.apply
    await apply(identity.log_in_write(user, session))
    await apply(identity.rotation(session, user, "second"))
    stale = identity.rotation(session, user, "other")
    with pytest.raises(VersionConflictError):
        await apply(stale.model_copy(update={"security_acts": [act]}))
    assert await _count(sql, act.id) == 0


async def test_an_act_is_recorded_once(use_cases: UseCases, sql: build.Sql) -> None:
    """The same act again breaks its key; a replay under a claim writes nothing."""
    apply = use_cases.apply_atomic_write.apply
    act = identity.act()
    write = identity.acts_write(act).model_copy(update={"events": []})
    await apply(write)
    with pytest.raises(UniqueViolationError):
        await apply(write)
    other = identity.act()
    claimed = identity.acts_write(other).model_copy(
        update={"idempotency": build.claim(str(other.id))}
    )
    assert [(await apply(claimed)).replayed for _ in range(2)] == [False, True]
    assert await _count(sql, other.id) == 1


async def test_a_connection_killed_in_the_middle_leaves_nothing(
    use_cases: UseCases, sql: build.Sql, database_url: str
) -> None:
    """Neither the session, nor the act, nor the event: the statement dies as a whole."""
    user, session = uuid6(), uuid6()
    await use_cases.apply_atomic_write.apply(identity.log_in_write(user, session))
    act = identity.act("session_revoked", subject_id=user)
    write = identity.revocation(session, user)
    recorded = identity.acts_write(act)
    write = write.model_copy(
        update={
            "security_acts": recorded.security_acts,
            "events": [*write.events, *recorded.events],
        }
    )
    blocker = await build.connect(database_url)
    transaction = blocker.transaction()
    await transaction.start()
    await blocker.execute("SELECT FROM sessions WHERE id = $1 FOR UPDATE", session)
    writing = asyncio.create_task(use_cases.apply_atomic_write.apply(write))
    async with asyncio.timeout(30):
        while not await sql.fetchval(  # noqa: ASYNC110  nothing here has an event to wait for
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE $1 = ANY(pg_blocking_pids(pid))",
            blocker.get_server_pid(),
        ):
            await asyncio.sleep(0.01)
    await transaction.rollback()
    await blocker.close()
    with pytest.raises(StorageUnavailableError):
        await writing
    assert await _count(sql, act.id) == 0
    assert await sql.fetchval("SELECT version FROM sessions WHERE id = $1", session) == 1
    streams = [f"session/{session}", f"security_act/{act.id}"]
    left = "SELECT count(*) FROM event_store WHERE stream = ANY($1)"
    assert await sql.fetchval(left, streams) == 1
    await use_cases.apply_atomic_write.apply(write)
    assert await sql.fetchval(left, streams) == 3
