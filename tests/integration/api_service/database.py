"""A look behind the API: what its database holds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncpg


_WITHOUT_AUDIT = dict.fromkeys(
    ("event_store", "outbox"), " where t.stream not like 'security_act/%'"
)


@dataclass(frozen=True, slots=True)
class Database:
    """The database of db_postgres_service.

    Attributes:
        connection: A connection of the test's own.
    """

    connection: "asyncpg.Connection[asyncpg.Record]"

    async def fingerprint(self) -> list[tuple[str, int, str]]:
        """Name, number of rows and a digest of all of them, for every table.

        Without the audit: what is refused changes nothing, but the try may be recorded.
        """
        tables = await self.connection.fetch(
            "select tablename from pg_tables where schemaname = 'public'"
            " and tablename <> 'security_acts' order by 1"
        )
        digests = " union all ".join(
            f"select '{name}', count(*), md5(coalesce(string_agg(t::text, ',' order by t::text),"  # noqa: S608  the catalogue's own names
            f" '')) from public.{name} t{_WITHOUT_AUDIT.get(name, '')}"
            for (name,) in tables
        )
        return [tuple(row) for row in await self.connection.fetch(digests)]

    async def count(self, table: str) -> int:
        """The number of rows of a table."""
        counted = await self.connection.fetchval(f"select count(*) from {table}")  # noqa: S608  a test's own word
        return int(counted)
