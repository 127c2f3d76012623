"""Use case: read one row as JSON."""

from dataclasses import dataclass

from sqlalchemy import String, Text, bindparam, cast, func, null, select

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import RowNotFoundError
from db_postgres_service.infrastructure.reading.catalogue import ORDERS
from db_postgres_service.infrastructure.reading.order_document import order_text
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.schema import orders, users
from db_postgres_service.infrastructure.statements.compiled_statement import (
    CompiledStatement,
    Parameter,
)
from db_postgres_service.infrastructure.statements.json_documents import json_object
from db_postgres_service.infrastructure.statements.sql_types import Expression


@dataclass(frozen=True, slots=True)
class Document:
    """A row, ready to be sent.

    Attributes:
        body: Its JSON.
        version: Its version, where it has one.
        owner: Id of the user whose it is, where somebody's.
    """

    body: bytes
    version: int | None
    owner: str | None


def _columns(resource: Resource, body: Expression) -> list[Expression]:
    table = resource.table
    return [
        body.label("body"),
        (table.c.version if "version" in table.c else null()).label("version"),
        (cast(table.c[resource.owner], Text) if resource.owner else null()).label("owner"),
    ]


def row_text(resource: Resource) -> Expression:
    """Return the JSON text of a row of the resource; of an order with all that belongs to it."""
    return order_text() if resource is ORDERS else cast(json_object(resource.fields()), Text)


class ReadRow:
    """Reads one row of one resource by its key."""

    def __init__(self, database: Database, resource: Resource) -> None:
        self._database = database
        self._name = resource.name
        key = resource.table.c[resource.key[0]]
        self._sql = CompiledStatement(
            select(*_columns(resource, row_text(resource))).where(
                key == bindparam("key", type_=key.type)
            )
        ).sql

    async def read(self, key: Parameter) -> Document:
        """Return the row.

        Raises:
            RowNotFoundError: There is none.
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(self._sql, key)
        if row is None:
            raise RowNotFoundError(self._name, str(key))
        body, version, owner = row
        return Document(body.encode(), version, owner)


class ReadUserByEmail:
    """Reads a user with the password hash by e-mail address, whatever its letter case."""

    _STATEMENT = CompiledStatement(
        select(
            cast(json_object(users.c), Text),
            users.c.version,
            cast(users.c.id, Text),
        ).where(func.lower(users.c.email) == func.lower(bindparam("email", type_=String())))
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, email: str) -> Document:
        """Return the user.

        Raises:
            RowNotFoundError: There is none.
        """
        row = await self._database.read_row(self._STATEMENT.sql, email)
        if row is None:
            raise RowNotFoundError("users", email)
        return Document(row[0].encode(), row[1], row[2])


class ReadOrderByReference:
    """Reads an order by the reference that it bears in its sales channel."""

    _STATEMENT = CompiledStatement(
        select(*_columns(ORDERS, order_text())).where(
            orders.c.channel == bindparam("channel"), orders.c.reference == bindparam("reference")
        )
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, channel: str, reference: str) -> Document:
        """Return the order.

        Raises:
            RowNotFoundError: There is none.
        """
        row = await self._database.read_row(self._STATEMENT.sql, channel, reference)
        if row is None:
            raise RowNotFoundError("orders", f"{channel}/{reference}")
        return Document(row[0].encode(), row[1], row[2])
