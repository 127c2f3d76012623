"""Run compiled statements on the pool; every error that leaves here is one of ours."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from db_postgres_service.infrastructure.connections.pool import Connection, ConnectionPool
from db_postgres_service.infrastructure.error_translation import VENDOR_ERRORS, translate
from db_postgres_service.infrastructure.errors import StorageUnavailableError
from db_postgres_service.infrastructure.statements.compiled_statement import Parameter

type Row = asyncpg.Record


class Database:
    """The pool with one way to read, one to write and one for short transactions."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    async def read_row(self, sql: str, *arguments: Parameter) -> Row | None:
        """Return the first row; asks once more when the connection broke.

        Raises:
            StorageError: What went wrong.
        """
        try:
            return await self.write_row(sql, *arguments)
        except StorageUnavailableError:
            return await self.write_row(sql, *arguments)

    async def read_rows(self, sql: str, *arguments: Parameter) -> list[Row]:
        """Return all rows; asks once more when the connection broke.

        Raises:
            StorageError: What went wrong.
        """
        try:
            return await self.write_rows(sql, *arguments)
        except StorageUnavailableError:
            return await self.write_rows(sql, *arguments)

    async def write_row(self, sql: str, *arguments: Parameter) -> Row | None:
        """Run a statement that writes, in a transaction of its own; never repeated here.

        Raises:
            StorageUnavailableError: The connection broke; whether it was written is not known.
            StorageError: Nothing was written.
        """
        try:
            connection = await self._pool.take()
            try:
                row = await connection.fetchrow(sql, *arguments)
            except BaseException as error:
                self._give_up(connection, error)
                raise
        except VENDOR_ERRORS as error:
            raise translate(error) from error
        self._pool.put_back(connection)
        return row

    async def write_rows(self, sql: str, *arguments: Parameter) -> list[Row]:
        """Run a statement that writes and returns rows; otherwise as `write_row`."""
        try:
            connection = await self._pool.take()
            try:
                rows = await connection.fetch(sql, *arguments)
            except BaseException as error:
                self._give_up(connection, error)
                raise
        except VENDOR_ERRORS as error:
            raise translate(error) from error
        self._pool.put_back(connection)
        return rows

    @asynccontextmanager
    async def transaction(
        self, begin: str = "BEGIN", seconds: float | None = None
    ) -> AsyncIterator[Connection]:
        """Hold one connection in a transaction that commits when the block ends well.

        Args:
            begin: Statements that open it, sent in one message.
            seconds: How long it may take, by default `command_timeout`.

        Raises:
            StorageUnavailableError: The connection broke; whether it committed is not known.
            StorageError: Nothing was written.
        """
        try:
            connection = await self._pool.take(seconds)
            try:
                await connection.execute(begin)
                yield connection
                await connection.execute("COMMIT")
            except BaseException:
                # Ending the session is the one roll back that works whatever has happened.
                self._pool.drop(connection)
                raise
        except VENDOR_ERRORS as error:
            raise translate(error) from error
        self._pool.put_back(connection)

    def _give_up(self, connection: Connection, error: BaseException) -> None:
        """Put a connection back after an answer; drop it when none came or the session ended."""
        if not isinstance(error, asyncpg.PostgresError):
            self._pool.drop(connection)
        elif isinstance(translate(error), StorageUnavailableError):
            self._pool.drop(connection)
            self._pool.drop_idle()
        else:
            self._pool.put_back(connection)
