"""A claim stays cheap with a large backlog, also under a plan made for an empty outbox."""

import json
from collections.abc import AsyncIterator

import pytest
from db_postgres_service.infrastructure.connections.options import PoolOptions, server_settings
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.outbox.statements import CLAIM, WINDOW

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_BACKLOG = 30_000


@pytest.fixture
async def connection(fresh_postgres_url: str) -> AsyncIterator[build.Sql]:
    """A connection whose plan of the claim is fixed while the outbox is empty."""
    await run_migrations(fresh_postgres_url)
    connection = await build.connect(fresh_postgres_url)
    await connection.execute("ALTER TABLE outbox SET (autovacuum_enabled = off); ANALYZE")
    for name, value in server_settings(PoolOptions(fresh_postgres_url)).items():
        await connection.execute(f"SET {name} = '{value}'")
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    await connection.execute(f"PREPARE claim AS {CLAIM.sql}")
    await connection.fetch(_claim(100))
    yield connection
    await connection.close()


def _claim(limit: int) -> str:
    values = {"limit": str(limit), "lease_seconds": "30"}
    return f"EXECUTE claim({', '.join(values[name] for name in CLAIM.names)})"


async def _fill(connection: build.Sql, rows: int) -> None:
    await connection.execute(
        "INSERT INTO outbox (position, event_id, stream) "
        "SELECT n, gen_random_uuid(), 'task/' || n % 7000 FROM generate_series(1, $1::int) AS n",
        rows,
    )


async def test_a_claim_reads_only_its_window_of_a_large_backlog(connection: build.Sql) -> None:
    """What a claim reads does not grow with the backlog, whatever PostgreSQL believes of it."""
    await _fill(connection, _BACKLOG)
    (answer,) = await connection.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {_claim(100)}")
    assert WINDOW <= max(_rows(json.loads(answer[0])[0]["Plan"])) <= 2 * WINDOW


async def test_a_plan_with_table_scans_reads_far_more(connection: build.Sql) -> None:
    """The control: the service's settings of a session are what keeps the old plan harmless."""
    await connection.execute("DEALLOCATE claim; SET enable_seqscan = on")
    await connection.execute(f"PREPARE claim AS {CLAIM.sql}")
    await connection.fetch(_claim(100))
    await _fill(connection, _BACKLOG)
    (answer,) = await connection.fetch(f"EXPLAIN (ANALYZE, FORMAT JSON) {_claim(100)}")
    assert max(_rows(json.loads(answer[0])[0]["Plan"])) >= _BACKLOG


async def test_leases_outside_of_the_window_hold_nobody_up_inside_of_it(
    connection: build.Sql,
) -> None:
    """Only an earlier row of the same stream counts."""
    await _fill(connection, 100)
    await connection.execute(
        "UPDATE outbox SET lease_until = now() + interval '1 minute', token = 1 WHERE position > 50"
    )
    await connection.fetch(_claim(100))
    leased = await connection.fetchval("SELECT count(*) FROM outbox WHERE token > 1")
    assert leased == 50


def _rows(node: dict[str, object]) -> list[float]:
    """Return, of each node of a plan, the rows it yielded over all its runs."""
    own = float(str(node["Actual Rows"])) * float(str(node["Actual Loops"]))
    children = node.get("Plans", [])
    assert isinstance(children, list)
    return [own, *(rows for child in children for rows in _rows(child))]
