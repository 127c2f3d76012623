"""Somebody can always administer users, whoever writes at the same moment."""

import asyncio

import asyncpg
import pytest
from db_postgres_service.infrastructure.error_translation import translate
from db_postgres_service.infrastructure.errors import VersionConflictError
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

DEMOTE = "UPDATE users SET role = 'customer' WHERE name = $1"
WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()
"""


async def administrators(sql: build.Sql, *names: str) -> None:
    """Insert open administrators."""
    await sql.execute(
        """
        INSERT INTO users (id, email, name, role, is_active, password_hash, version, created_at,
            updated_at)
        SELECT gen_random_uuid(), name || '@example.com', name, 'admin', true, '', 1, now(), now()
        FROM unnest($1::text[]) AS name
        """,
        list(names),
    )


async def test_of_two_administrators_who_demote_each_other_at_once_one_stays(
    fresh_postgres_url: str,
) -> None:
    """The later one waits, and is told that what he saw has changed."""
    await run_migrations(fresh_postgres_url)
    ada, bob = [await build.connect(fresh_postgres_url) for _ in range(2)]
    await administrators(ada, "ada", "bob")
    first = ada.transaction()
    await first.start()
    await ada.execute(DEMOTE, "bob")
    second = asyncio.create_task(bob.execute(DEMOTE, "ada"))
    async with asyncio.timeout(30):
        while not await ada.fetchval(WAITING):  # noqa: ASYNC110  nothing here has an event to wait for
            await asyncio.sleep(0)
    await first.commit()
    with pytest.raises(asyncpg.PostgresError) as caught:
        await second
    left = await ada.fetch("SELECT name FROM users WHERE role = 'admin'")
    for connection in (ada, bob):
        await connection.close()
    assert isinstance(translate(caught.value), VersionConflictError)
    assert [row["name"] for row in left] == ["ada"]


async def test_neither_one_nor_all_of_the_last_can_be_closed(fresh_postgres_url: str) -> None:
    """As long as one other is open it goes well."""
    await run_migrations(fresh_postgres_url)
    sql = await build.connect(fresh_postgres_url)
    await administrators(sql, "ada", "bob", "eve")
    await sql.execute("UPDATE users SET is_active = false WHERE name = 'eve'")
    with pytest.raises(asyncpg.PostgresError, match="version_conflict"):
        await sql.execute("UPDATE users SET is_active = false")
    await sql.execute(DEMOTE, "bob")
    with pytest.raises(asyncpg.PostgresError, match="version_conflict"):
        await sql.execute("UPDATE users SET is_active = false WHERE name = 'ada'")
    await sql.close()
