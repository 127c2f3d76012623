"""Bring a database to a revision, one migrator at a time."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

MIGRATION_LOCK = 7_261_001
"""Key of the advisory lock that keeps two migrators apart."""

_ASK_AGAIN_SECONDS = 0.2


def sqlalchemy_url(postgres_url: str) -> str:
    """Return the URL with SQLAlchemy's name of the asyncpg driver.

    Raises:
        ValueError: The URL does not start with `postgresql://`.
    """
    scheme, separator, rest = postgres_url.partition("://")
    if not separator or scheme not in {"postgresql", "postgres"}:
        raise ValueError("POSTGRES_URL must start with postgresql://")
    return f"postgresql+asyncpg://{rest}"


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for this package's scripts on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def revisions() -> list[str]:
    """Return all revisions, oldest first."""
    scripts = ScriptDirectory(str(Path(__file__).parent))
    return [script.revision for script in scripts.walk_revisions()][::-1]


def head_revision() -> str | None:
    """Return the newest revision."""
    return ScriptDirectory(str(Path(__file__).parent)).get_current_head()


def _go(connection: Connection, revision: str, *, down: bool) -> None:
    config = alembic_config(connection)
    if down:
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


async def run_migrations(postgres_url: str, revision: str = "head", *, down: bool = False) -> None:
    """Migrate in one transaction; a failure leaves the database as it was.

    A migration with an `autocommit_block()`, for an index that is built concurrently, ends the
    transaction before it and begins another one after it.

    Args:
        postgres_url: Database to migrate.
        revision: Where to go: a revision id, `head` or `base`.
        down: Go back instead of forward.
    """
    engine = create_async_engine(sqlalchemy_url(postgres_url), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await _wait_for_turn(connection)
            await connection.run_sync(lambda sync: _go(sync, revision, down=down))
    finally:
        await engine.dispose()


async def _wait_for_turn(connection: AsyncConnection) -> None:
    """Take the lock, which goes with the connection.

    Whoever waits inside PostgreSQL has a snapshot open, for whose end an index that is built
    concurrently waits: both would wait for ever. So this asks again.
    """
    lock = text("SELECT pg_try_advisory_lock(:key)")
    while not await connection.scalar(lock, {"key": MIGRATION_LOCK}):
        await connection.rollback()
        await asyncio.sleep(_ASK_AGAIN_SECONDS)
    await connection.rollback()
