"""The relational data service on a real, migrated PostgreSQL."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.use_cases import UseCases

from tests.fixtures import storage_writes as build
from tests.integration.db_postgres_service.archive import Archive


@pytest.fixture(scope="session")
async def database_url(postgres_url: str) -> str:
    """A migrated database, one per worker; tests keep apart by their ids."""
    await run_migrations(postgres_url)
    return postgres_url


@pytest.fixture(scope="session")
async def pool(database_url: str) -> AsyncIterator[ConnectionPool]:
    """A pool as the service opens it."""
    pool = ConnectionPool(PoolOptions(database_url, size=12))
    await pool.open()
    yield pool
    await pool.close()


@pytest.fixture
def signal() -> OutboxSignal:
    """The outbox signal of the use cases."""
    return OutboxSignal()


@pytest.fixture
def database(pool: ConnectionPool) -> Database:
    """The database as the use cases see it."""
    return Database(pool)


@pytest.fixture
def use_cases(database: Database, signal: OutboxSignal) -> UseCases:
    """All use cases, wired as in the service."""
    return UseCases.wired(database, signal)


@pytest.fixture
async def sql(database_url: str) -> AsyncIterator[build.Sql]:
    """A connection beside the service, to look at what it wrote."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def archive(fresh_postgres_url: str) -> AsyncIterator[Archive]:
    """A database that belongs to one test."""
    await run_migrations(fresh_postgres_url)
    pool = ConnectionPool(PoolOptions(fresh_postgres_url, size=6))
    await pool.open()
    sql = await asyncpg.connect(fresh_postgres_url)
    yield Archive(UseCases.wired(Database(pool), OutboxSignal()), sql)
    await sql.close()
    await pool.close()
