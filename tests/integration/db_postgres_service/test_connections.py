"""Connections break, servers restart, callers give up: the service goes on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.errors import (
    StorageBusyError,
    StorageTimeoutError,
    StorageUnavailableError,
)

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_KILL_OTHERS = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND application_name = 'db_postgres_service'"
)


@pytest.fixture
async def small_pool(fresh_postgres_url: str) -> AsyncIterator[ConnectionPool]:
    """Two connections; times that a busy machine keeps."""
    options = PoolOptions(
        fresh_postgres_url, size=2, statement_timeout=60.0, command_timeout=60.0, acquire_timeout=30
    )
    pool = ConnectionPool(options)
    await pool.open()
    yield pool
    await pool.close()


@pytest.fixture
async def hasty_pool(fresh_postgres_url: str) -> AsyncIterator[ConnectionPool]:
    """The server ends what takes longer than a second."""
    pool = ConnectionPool(PoolOptions(fresh_postgres_url, size=2, statement_timeout=1.0))
    await pool.open()
    yield pool
    await pool.close()


async def test_a_read_survives_the_loss_of_every_connection(
    small_pool: ConnectionPool, fresh_postgres_url: str
) -> None:
    """The broken ones are dropped and the read asks once more."""
    database = Database(small_pool)
    await asyncio.gather(*(database.read_row("SELECT pg_sleep(0.05)") for _ in range(2)))
    killer = await build.connect(fresh_postgres_url)
    assert await killer.fetchval(_KILL_OTHERS) == 2
    await killer.close()
    row = await database.read_row("SELECT 7")
    assert row is not None
    assert row[0] == 7


async def test_a_write_on_a_broken_connection_is_not_repeated(
    small_pool: ConnectionPool, fresh_postgres_url: str
) -> None:
    """Whether it was written is not known; the caller asks again under its key."""
    database = Database(small_pool)
    writing = asyncio.create_task(database.write_row("SELECT pg_sleep(50)"))
    killer = await build.connect(fresh_postgres_url)
    async with asyncio.timeout(30):
        while not await killer.fetchval(_KILL_OTHERS.replace("WHERE", "WHERE state='active' AND")):  # noqa: ASYNC110  nothing here has an event to wait for
            await asyncio.sleep(0)
    await killer.close()
    with pytest.raises(StorageUnavailableError):
        await writing
    assert (await database.read_rows("SELECT 1"))[0][0] == 1


async def test_a_statement_that_takes_too_long_is_ended_by_the_server(
    hasty_pool: ConnectionPool,
) -> None:
    """The connection stays good."""
    database = Database(hasty_pool)
    with pytest.raises(StorageTimeoutError):
        await database.write_row("SELECT pg_sleep(50)")
    assert hasty_pool.size == 1


async def test_a_cancelled_caller_does_not_leave_its_answer_to_the_next(
    small_pool: ConnectionPool,
) -> None:
    """The connection of a cancelled statement is never used again."""
    database = Database(small_pool)
    waiting = asyncio.create_task(database.write_row("SELECT pg_sleep(0.2), 'old'"))
    while not small_pool.size - small_pool.idle:  # noqa: ASYNC110  nothing here has an event to wait for
        await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    row = await database.read_row("SELECT 'new'")
    assert row is not None
    assert row[0] == "new"


async def test_who_finds_no_free_connection_in_time_is_told_so(
    small_pool: ConnectionPool,
) -> None:
    """The queue is bounded in time; the place in it is given up."""
    connections = [await small_pool.take() for _ in range(2)]
    small_pool.options = replace(small_pool.options, acquire_timeout=0.1)
    with pytest.raises(StorageBusyError):
        await Database(small_pool).read_row("SELECT 1")
    for connection in connections:
        small_pool.put_back(connection)
    assert await Database(small_pool).read_row("SELECT 1") is not None


async def test_many_callers_share_two_connections(small_pool: ConnectionPool) -> None:
    """Connections are handed from one to the next, never opened beyond the size."""
    database = Database(small_pool)
    rows = await asyncio.gather(
        *(database.read_row("SELECT $1::int", number) for number in range(200))
    )
    assert [row[0] for row in rows if row is not None] == list(range(200))
    assert small_pool.size == 2


async def test_a_connection_in_use_for_too_long_is_cut_off(small_pool: ConnectionPool) -> None:
    """The watch helps where the server does not answer at all."""
    connection = await small_pool.take(0.5)
    async with asyncio.timeout(30):
        while not connection.is_closed():  # noqa: ASYNC110  nothing here has an event to wait for
            await asyncio.sleep(0.01)
    small_pool.put_back(connection)
    assert small_pool.size == 0


async def test_a_failed_transaction_leaves_nothing_and_a_good_pool(
    small_pool: ConnectionPool,
) -> None:
    """The session of a failed transaction is ended, which rolls it back."""
    database = Database(small_pool)
    await database.write_row("CREATE TABLE kept (n int)")

    async def fail_half_way() -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO kept VALUES (1)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()
    rows = await database.read_rows("SELECT count(*) FROM kept")
    assert rows[0][0] == 0
