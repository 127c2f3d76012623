"""Run compiled statements on the pool; every error that leaves here is one of ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from db_postgres_service.infrastructure.connections.pool import Pool
from db_postgres_service.infrastructure.error_translation import VENDOR_ERRORS, translate
from db_postgres_service.infrastructure.errors import StorageUnavailableError
from db_postgres_service.infrastructure.statements.compiled_statement import Parameter

type Row = asyncpg.Record
type Connection = PoolConnectionProxy[asyncpg.Record]


class Database:
    """The pool with one way to read, one to write and one for short transactions."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def read_row(self, sql: str, *arguments: Parameter) -> Row | None:
        """Return the first row; asks once more when the connection broke.

        Raises:
            StorageError: What went wrong.
        """
        try:
            return await self._row(sql, arguments)
        except StorageUnavailableError:
            return await self._row(sql, arguments)

    async def read_rows(self, sql: str, *arguments: Parameter) -> list[Row]:
        """Return all rows; asks once more when the connection broke.

        Raises:
            StorageError: What went wrong.
        """
        try:
            return await self._rows(sql, arguments)
        except StorageUnavailableError:
            return await self._rows(sql, arguments)

    async def write_row(self, sql: str, *arguments: Parameter) -> Row | None:
        """Run a statement that writes, in a transaction of its own; never repeated here.

        Raises:
            StorageUnavailableError: The connection broke; whether it was written is not known.
            StorageError: Nothing was written.
        """
        return await self._row(sql, arguments)

    async def write_rows(self, sql: str, *arguments: Parameter) -> list[Row]:
        """Run a statement that writes and returns rows; otherwise as `write_row`."""
        return await self._rows(sql, arguments)

    @asynccontextmanager
    async def transaction(self, begin: str = "BEGIN") -> AsyncIterator[Connection]:
        """Hold one connection in a transaction that commits when the block ends well.

        Args:
            begin: Statements that open it, sent in one message.

        Raises:
            StorageError: What went wrong; nothing was written.
        """
        try:
            async with self._pool.acquire() as connection:
                await connection.execute(begin)
                try:
                    yield connection
                except BaseException:
                    if not connection.is_closed():
                        await connection.execute("ROLLBACK")
                    raise
                await connection.execute("COMMIT")
        except VENDOR_ERRORS as error:
            raise translate(error) from error

    async def _row(self, sql: str, arguments: tuple[Parameter, ...]) -> Row | None:
        try:
            async with self._pool.acquire() as connection:
                return await connection.fetchrow(sql, *arguments)
        except VENDOR_ERRORS as error:
            raise translate(error) from error

    async def _rows(self, sql: str, arguments: tuple[Parameter, ...]) -> list[Row]:
        try:
            async with self._pool.acquire() as connection:
                return await connection.fetch(sql, *arguments)
        except VENDOR_ERRORS as error:
            raise translate(error) from error
