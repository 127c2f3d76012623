"""What is declared and not yet migrated is proposed as a migration."""

import asyncio
import os
import sys

import pytest
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.migrations.schema_changes import (
    NotAtHeadError,
    schema_changes,
)
from db_postgres_service.infrastructure.schema import metadata
from sqlalchemy import Column, MetaData, String

pytestmark = pytest.mark.integration


def with_a_shade() -> MetaData:
    """The schema, and a further column of products."""
    declared = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(declared)
    declared.tables["products"].append_column(Column("shade", String(64), nullable=True))
    return declared


async def test_a_further_column_is_added_and_taken_away_again(database_url: str) -> None:
    """In words that a migration consists of."""
    changes = await schema_changes(database_url, with_a_shade())

    column = "sa.Column('shade', sa.String(length=64), nullable=True)"
    assert changes.upgrade == f"op.add_column('products', {column})"
    assert changes.downgrade == "op.drop_column('products', 'shade')"


async def test_nothing_is_proposed_when_nothing_is_new(database_url: str) -> None:
    """All that is declared is there."""
    changes = await schema_changes(database_url)
    assert (changes.upgrade, changes.downgrade) == ("", "")


async def test_the_command_prints_what_is_proposed(database_url: str) -> None:
    """As JSON, for `quintet new migration --autogenerate`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "db_postgres_service", "schema_changes"),
        env={**os.environ, "POSTGRES_URL": database_url},
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert (process.returncode, told) == (0, b'{"upgrade": "", "downgrade": ""}')


async def test_an_old_database_says_nothing_about_what_is_new(fresh_postgres_url: str) -> None:
    """It lacks what the migrations bring."""
    await run_migrations(fresh_postgres_url, "0003")
    with pytest.raises(NotAtHeadError, match="at revision 0003"):
        await schema_changes(fresh_postgres_url)
