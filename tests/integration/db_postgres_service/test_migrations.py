"""Migrations: up and down step by step, and the same schema as the metadata."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.options import PoolOptions
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.connections.schema_probe import SchemaProbe
from db_postgres_service.infrastructure.migrations.run_migrations import (
    head_revision,
    revisions,
    run_migrations,
    sqlalchemy_url,
)
from db_postgres_service.infrastructure.schema import metadata
from sqlalchemy.ext.asyncio import create_async_engine

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration


async def test_every_step_of_the_stairway_goes_up_down_and_up(fresh_postgres_url: str) -> None:
    """A revision that cannot be taken back is found here and not on a bad day."""
    before = None
    for revision in revisions():
        await run_migrations(fresh_postgres_url, revision)
        await run_migrations(fresh_postgres_url, before or "base", down=True)
        await run_migrations(fresh_postgres_url, revision)
        before = revision
    assert before == head_revision()
    await run_migrations(fresh_postgres_url, "base", down=True)
    connection = await build.connect(fresh_postgres_url)
    left = await connection.fetchval(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relname NOT LIKE 'alembic%'"
    )
    await connection.close()
    assert left == 0


async def test_the_metadata_is_the_migrated_schema(database_url: str) -> None:
    """Nothing was changed in one place only."""
    engine = create_async_engine(sqlalchemy_url(database_url))
    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(
                    sync, opts={"compare_type": True, "compare_server_default": True}
                ),
                metadata,
            )
        )
    await engine.dispose()
    assert differences == []


async def test_going_back_before_identity_takes_the_power_that_the_old_schema_does_not_know(
    fresh_postgres_url: str,
) -> None:
    """Support becomes customer, not staff; what is unknown to the old schema is gone."""
    await run_migrations(fresh_postgres_url)
    connection = await build.connect(fresh_postgres_url)
    await connection.execute(
        """
        INSERT INTO users (id, email, name, role, is_active, password_hash, email_verified_at,
            version, created_at, updated_at)
        SELECT gen_random_uuid(), role || '@example.com', role, role, true, '', now(), 1, now(),
            now()
        FROM unnest(ARRAY['customer', 'support', 'staff', 'admin']) AS role
        """
    )
    await run_migrations(fresh_postgres_url, "0006", down=True)
    await run_migrations(fresh_postgres_url)
    rows = await connection.fetch("SELECT name, role, email_verified_at FROM users ORDER BY name")
    await connection.close()
    assert [tuple(row) for row in rows] == [
        ("admin", "admin", None),
        ("customer", "customer", None),
        ("staff", "staff", None),
        ("support", "customer", None),
    ]


async def test_going_back_before_chats_keeps_the_accounts_that_were_opened_in_them(
    fresh_postgres_url: str,
) -> None:
    """The old schema wants an address of everybody: each gets one that no mail ever reaches."""
    await run_migrations(fresh_postgres_url)
    connection = await build.connect(fresh_postgres_url)
    await connection.execute(
        """
        INSERT INTO users (id, email, name, role, is_active, password_hash, version, created_at,
            updated_at)
        SELECT gen_random_uuid(), NULL, name, 'customer', true, '', 1, now(), now()
        FROM unnest(ARRAY['ada', 'bob']) AS name
        """
    )
    await run_migrations(fresh_postgres_url, "0009", down=True)
    rows = await connection.fetch("SELECT id::text, email FROM users")
    await connection.close()
    assert len(rows) == 2
    assert all(row["email"] == f"{row['id']}@chat.invalid" for row in rows)


async def test_two_migrators_at_a_time_do_it_once(fresh_postgres_url: str) -> None:
    """The second waits for the first and finds nothing to do."""
    await asyncio.gather(*(run_migrations(fresh_postgres_url) for _ in range(3)))
    pool = ConnectionPool(PoolOptions(fresh_postgres_url, size=1))
    await pool.open()
    assert await SchemaProbe(Database(pool)).reason_not_ready() is None
    await pool.close()


async def test_a_service_on_an_unmigrated_database_is_not_ready(fresh_postgres_url: str) -> None:
    """It says why."""
    pool = ConnectionPool(PoolOptions(fresh_postgres_url, size=1))
    await pool.open()
    probe = SchemaProbe(Database(pool))
    assert await probe.reason_not_ready() == "not migrated"
    await run_migrations(fresh_postgres_url, "0002")
    assert await probe.reason_not_ready() == f"at revision 0002, not {head_revision()}"
    await run_migrations(fresh_postgres_url)
    assert await probe.reason_not_ready() is None
    await pool.close()
