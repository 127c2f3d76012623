"""Use case: read a row with what must stay private. No other read returns any of it."""

from sqlalchemy import Text, bindparam, cast, select

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import RowNotFoundError
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.reading.single_rows import Document
from db_postgres_service.infrastructure.statements.compiled_statement import (
    CompiledStatement,
    Parameter,
)
from db_postgres_service.infrastructure.statements.json_documents import json_object


def credentials_statement(resource: Resource, key: str) -> CompiledStatement:
    """Return the statement that reads whole rows by a unique column."""
    table = resource.table
    column = table.c[key]
    return CompiledStatement(
        select(
            cast(json_object(item for item in table.c if item.name != "lease_until"), Text),
            table.c.version,
        ).where(column == bindparam("key", type_=column.type))
    )


class ReadCredentials:
    """Reads one row of one resource, its private columns included."""

    def __init__(self, database: Database, resource: Resource, key: str = "id") -> None:
        self._database = database
        self._name = resource.name
        self._sql = credentials_statement(resource, key).sql

    async def read(self, key: Parameter) -> Document:
        """Return the row.

        Raises:
            RowNotFoundError: There is none.
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(self._sql, key)
        if row is None:
            raise RowNotFoundError(self._name, str(key))
        return Document(str(row[0]).encode(), row[1], None)
