"""Is the database there, and migrated?"""

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.migrations.run_migrations import head_revision


class SchemaProbe:
    """Compares the revision of the database with the newest one of this code."""

    _SQL = "SELECT to_regclass('alembic_version') IS NOT NULL"

    def __init__(self, database: Database) -> None:
        self._database = database
        self._head = head_revision()

    async def reason_not_ready(self) -> str | None:
        """Return what is wrong, None when nothing is.

        Raises:
            StorageError: PostgreSQL does not answer.
        """
        exists = await self._database.read_row(self._SQL)
        if exists is None or not exists[0]:
            return "not migrated"
        row = await self._database.read_row("SELECT version_num FROM alembic_version")
        revision = row[0] if row else None
        return None if revision == self._head else f"at revision {revision}, not {self._head}"
