"""Every served query can use an index: with table scans discouraged, none is left."""

import re
from collections.abc import AsyncIterator

import pytest
from db_postgres_service.infrastructure.atomic_write.place_order_statement import (
    place_order_statement,
)
from db_postgres_service.infrastructure.atomic_write.rows import ROW_TABLES
from db_postgres_service.infrastructure.atomic_write.statement import (
    WriteShape,
    atomic_write_statement,
)
from db_postgres_service.infrastructure.claims.due_rows import (
    DUE_TASKS,
    OVERDUE_SAGAS,
    OVERDUE_STEP_SAGAS,
)
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.outbox import statements as outbox
from db_postgres_service.infrastructure.reading.batches import ReadOrderProcesses
from db_postgres_service.infrastructure.reading.catalogue import (
    OAUTH_CLIENTS,
    RESOURCES,
    SESSIONS,
    USERS,
)
from db_postgres_service.infrastructure.reading.chats import ReadChatOfUser, standing_statement
from db_postgres_service.infrastructure.reading.colleagues import ReadColleagues
from db_postgres_service.infrastructure.reading.credentials import credentials_statement
from db_postgres_service.infrastructure.reading.event_streams import (
    ReadEventStream,
    ReadIdempotencyRecord,
)
from db_postgres_service.infrastructure.reading.lists import list_statement
from db_postgres_service.infrastructure.reading.log_in_attempts import ReadLogInAttempts
from db_postgres_service.infrastructure.reading.resource import parse_sort
from db_postgres_service.infrastructure.reading.single_rows import (
    ReadOrderByReference,
    ReadUserByEmail,
)
from db_postgres_service.infrastructure.reading.user_standings import ReadUserStandings
from db_postgres_service.infrastructure.retention import settling
from db_postgres_service.infrastructure.retention.old_rows import CLIENTS_KEYS, ENDED_LOG_INS
from db_postgres_service.infrastructure.retention.settled_event import SettledEvents
from db_postgres_service.infrastructure.schema import chats
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_ROW_KINDS = frozenset(ROW_TABLES)
_STATEMENTS: dict[str, CompiledStatement] = {
    "place_order": place_order_statement(claims=True, guarded=True),
    "atomic_write": atomic_write_statement(
        WriteShape(
            claims=True,
            of_event=True,
            guarded=True,
            inserts=_ROW_KINDS - {"order", "saga"},
            updates=_ROW_KINDS,
            refunded_lines=True,
            refunds=True,
            opens_stock=True,
            moves_stock=True,
            notifications=True,
            security_acts=True,
            events=True,
        )
    ),
    "outbox_claim": outbox.CLAIM,
    "outbox_published": outbox.PUBLISHED,
    "outbox_released": outbox.RELEASED,
    "outbox_pending": outbox.PENDING,
    "claim_overdue_sagas": OVERDUE_SAGAS,
    "claim_overdue_step_sagas": OVERDUE_STEP_SAGAS,
    "claim_due_tasks": DUE_TASKS,
    "order_processes": ReadOrderProcesses._STATEMENT,
    "user_by_email": ReadUserByEmail._STATEMENT,
    "user_credentials": credentials_statement(USERS, "id"),
    "session_credentials": credentials_statement(SESSIONS, "id"),
    "oauth_client_credentials": credentials_statement(OAUTH_CLIENTS, "client_id"),
    "colleagues": ReadColleagues.STATEMENT,
    "user_standings": ReadUserStandings.STATEMENT,
    "chat_of_user": ReadChatOfUser.STATEMENT,
    "chat_standing": standing_statement(chats.c.id),
    "chat_standing_of_user": standing_statement(chats.c.user_id),
    "log_in_attempts": ReadLogInAttempts.STATEMENT,
    "order_by_reference": ReadOrderByReference._STATEMENT,
    "event_stream": ReadEventStream._SQL,
    "idempotency_record": ReadIdempotencyRecord._SQL,
    "settled_event": SettledEvents.STATEMENT,
    "settle": settling.SETTLE,
    "settled_events": settling.SETTLED_EVENTS,
    "prune_traces": settling.PRUNE,
    "prune_clients_keys": CLIENTS_KEYS,
    **{f"prune_{table}": statement for table, statement in ENDED_LOG_INS.items()},
}
_SORTS = [
    (resource.name, sort)
    for resource in RESOURCES
    for field in resource.sortable()
    for sort in (field, f"-{field}")
]
_FILTERED = [
    *(
        (resource.name, resource.owner, "-created_at,id")
        for resource in RESOURCES
        if resource.owner
    ),
    ("orders", "status", "-created_at,id"),
    ("order_lines", "product_id", "order_id"),
    ("payments", "order_id", "id"),
    ("payments", "status", "id"),
    ("payments", "gateway_reference", "id"),
    ("refunds", "order_id", "id"),
    ("refunds", "status", "id"),
    ("tasks", "assignee_id", "-created_at,id"),
    ("tasks", "assignee_id", "due_at,created_at,id"),
    ("tasks", "created_by", "due_at,created_at,id"),
    ("sagas", "step", "id"),
    ("notifications", "order_id", "id"),
    ("notifications", "task_id", "id"),
    ("stored_events", "event_type", "position"),
    ("stored_events", "stream", "position"),
    ("products", "sku", "id"),
    ("users", "role", "id"),
    ("oauth_clients", "client_id", "id"),
    ("chats", "chat_id", "id"),
    ("security_acts", "act", "-created_at,id"),
    ("security_acts", "actor_id", "-created_at,id"),
    ("security_acts", "subject_id", "-created_at,id"),
    ("security_acts", "subject_key", "-created_at,id"),
    # quintet new: filtered
]


@pytest.fixture(scope="module")
async def empty_database_url(module_postgres_url: str) -> str:
    """A migrated database of our own: plans must not depend on rows that other tests leave."""
    await run_migrations(module_postgres_url)
    return module_postgres_url


@pytest.fixture
async def planner(empty_database_url: str) -> AsyncIterator[build.Sql]:
    """A connection that reads a whole table only where there is no other way."""
    connection = await build.connect(empty_database_url)
    await connection.execute(
        "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; SET jit = off"
    )
    yield connection
    await connection.close()


async def _plan(planner: build.Sql, statement: CompiledStatement) -> str:
    """Return the generic plan, as it is when nothing is known of the parameters."""
    await planner.execute(f"PREPARE planned AS {statement.sql}")
    nulls = ", ".join("NULL" for _ in statement.names)
    rows = await planner.fetch(f"EXPLAIN EXECUTE planned{f'({nulls})' if nulls else ''}")
    await planner.execute("DEALLOCATE planned")
    return "\n".join(str(row[0]) for row in rows)


@pytest.mark.parametrize("name", sorted(_STATEMENTS))
async def test_a_statement_of_the_service_reads_no_whole_table(
    planner: build.Sql, name: str
) -> None:
    """Writes, claims and look-ups grow with what they touch, not with the table."""
    plan = await _plan(planner, _STATEMENTS[name])
    assert not re.search(r"Seq Scan on (?!free|due)", plan), plan


@pytest.mark.parametrize(("resource_name", "sort"), _SORTS)
async def test_every_sort_walks_an_index(planner: build.Sql, resource_name: str, sort: str) -> None:
    """A page deep in a list costs what the first one costs."""
    resource = next(r for r in RESOURCES if r.name == resource_name)
    statement = list_statement(resource, (), parse_sort(resource, sort), continues=True)
    plan = await _plan(planner, statement)
    assert re.search(r"Index (Only )?Scan", plan), plan
    assert not re.search(r"^\s*->\s+Sort ", plan, re.MULTILINE), plan


@pytest.mark.parametrize(("resource_name", "field", "sort"), _FILTERED)
async def test_the_usual_filters_use_an_index(
    planner: build.Sql, resource_name: str, field: str, sort: str
) -> None:
    """The lists that the platform itself asks for."""
    resource = next(r for r in RESOURCES if r.name == resource_name)
    statement = list_statement(
        resource, ((field, "eq"),), parse_sort(resource, sort), continues=False
    )
    plan = await _plan(planner, statement)
    assert "Seq Scan" not in plan
    assert re.search(rf"Index Cond: .*{field}", plan), plan
