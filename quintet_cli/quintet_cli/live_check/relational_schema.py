"""Q013 in PostgreSQL: tables, columns and indexes are those that the migrations make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import asyncpg
from architecture_rules.finding import Finding
from db_postgres_service.infrastructure.migrations.run_migrations import head_revision
from db_postgres_service.infrastructure.schema import ALL_TABLES
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from quintet_cli.live_check.live_finding import found
from quintet_cli.platform_state import PlatformState

__all__ = ["Relation", "check_relational_schema", "compare_relations", "declared_relations"]

_KEYS = (PrimaryKeyConstraint, UniqueConstraint)
_VERSIONS = "alembic_version"
_MIGRATE = "run `python -m db_postgres_service migrate`"
_TABLES = """
SELECT t.relname::text,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
    WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
  ARRAY(SELECT i.relname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    WHERE x.indrelid = t.oid AND x.indisvalid),
  ARRAY(SELECT c.conname::text FROM pg_constraint c
    WHERE c.conrelid = t.oid AND c.contype = 'f' AND NOT EXISTS (
      SELECT FROM pg_index x WHERE x.indrelid = t.oid AND x.indisvalid AND x.indpred IS NULL
      AND (x.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey))
FROM pg_class t
WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
"""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table.

    Attributes:
        columns: Names of its columns.
        indexes: Names of its indexes, those of constraints included.
        unindexed: Foreign keys whose columns begin no index.
    """

    columns: frozenset[str]
    indexes: frozenset[str]
    unindexed: frozenset[str] = field(default=frozenset())


async def check_relational_schema(state: PlatformState) -> list[Finding]:
    """Compare the running database with the schema and the migrations of the code.

    Raises:
        OSError: PostgreSQL does not answer.
        asyncpg.PostgresError: It refuses.
    """
    connection = await asyncpg.connect(state.postgres_url, timeout=10, command_timeout=20)
    try:
        rows = await connection.fetch(_TABLES)
        relations = {
            str(row[0]): Relation(frozenset(row[1]), frozenset(row[2]), frozenset(row[3]))
            for row in rows
        }
        revision = (
            await connection.fetchval(f"SELECT version_num FROM {_VERSIONS}")  # noqa: S608  constant  # nosec B608
            if _VERSIONS in relations
            else None
        )
    finally:
        await connection.close(timeout=10)
    head = head_revision()
    stale = [] if revision == head else [f"at revision {revision}, not {head}: {_MIGRATE}"]
    differing = compare_relations(declared_relations(), relations)
    return [found("Q013", "postgres", message) for message in (*stale, *differing)]


def declared_relations() -> dict[str, Relation]:
    """Return the tables of the code."""
    relations: dict[str, Relation] = {}
    for table in ALL_TABLES:
        keys = (each for each in table.constraints if isinstance(each, _KEYS))
        indexes = [str(each.name) for each in (*table.indexes, *keys)]
        relations[table.name] = Relation(frozenset(table.columns.keys()), frozenset(indexes))
    return relations


def compare_relations(
    declared: Mapping[str, Relation], real: Mapping[str, Relation]
) -> Iterator[str]:
    """Say what is missing, what is unknown, and which foreign keys have no index."""
    for name in sorted(real.keys() - declared.keys() - {_VERSIONS}):
        yield f"table {name} is in no migration: write one, or drop it"
    for name, wanted in sorted(declared.items()):
        relation = real.get(name)
        if relation is None:
            yield f"table {name} is missing: {_MIGRATE}"
            continue
        for kind, here, there in (
            ("column", relation.columns, wanted.columns),
            ("index", relation.indexes, wanted.indexes),
        ):
            for each in sorted(there - here):
                yield f"{kind} {name}.{each} is missing: {_MIGRATE}"
            for each in sorted(here - there):
                yield f"{kind} {name}.{each} is in no migration: write one, or drop it"
    for name, relation in sorted(real.items()):
        for each in sorted(relation.unindexed):
            yield f"foreign key {each} of table {name} has no index: write a migration that adds it"
