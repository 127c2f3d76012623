"""What is declared and not yet migrated, as the body of a migration.

`python -m db_postgres_service schema_changes` prints it as JSON for
`quintet new migration --autogenerate`; the database is only read.
"""

from dataclasses import dataclass

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from db_postgres_service.infrastructure.migrations.run_migrations import (
    head_revision,
    sqlalchemy_url,
)
from db_postgres_service.infrastructure.schema import metadata


class NotAtHeadError(Exception):
    """The database lacks migrations, so that it says nothing about what is new."""


@dataclass(frozen=True, slots=True)
class SchemaChanges:
    """A proposal that a person reads, mends and completes.

    Attributes:
        upgrade: Statements, all but the first indented by four blanks; empty when nothing is new.
        downgrade: The way back, likewise.
    """

    upgrade: str
    downgrade: str


async def schema_changes(postgres_url: str, declared: MetaData = metadata) -> SchemaChanges:
    """Compare a database with what is declared.

    Raises:
        NotAtHeadError: The database is not at the newest revision.
    """
    engine = create_async_engine(sqlalchemy_url(postgres_url), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(lambda sync: _compare(sync, declared))
    finally:
        await engine.dispose()


def _compare(connection: Connection, declared: MetaData) -> SchemaChanges:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    current, newest = context.get_current_revision(), head_revision()
    if current != newest:
        raise NotAtHeadError(f"the database is at revision {current}, not {newest}: migrate it")
    found = produce_migrations(context, declared)
    if found.upgrade_ops is None or found.downgrade_ops is None or found.upgrade_ops.is_empty():
        return SchemaChanges("", "")
    return SchemaChanges(
        _without_banners(render_python_code(found.upgrade_ops, migration_context=context)),
        _without_banners(render_python_code(found.downgrade_ops, migration_context=context)),
    )


def _without_banners(code: str) -> str:
    lines = [line for line in code.split("\n") if not line.lstrip().startswith("# ###")]
    return "\n".join(lines).strip()
