"""Use cases: read many rows by their keys in one request."""

from uuid import UUID

from sqlalchemy import ARRAY, String, Text, Uuid, any_, bindparam, cast, or_, select

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.reading.order_document import order_document
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.reading.single_rows import row_text
from db_postgres_service.infrastructure.schema import orders, payments, products, sagas
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import constant, json_object


class ReadBatch:
    """Reads rows of one resource by their ids."""

    def __init__(self, database: Database, resource: Resource) -> None:
        self._database = database
        key = resource.table.c[resource.key[0]]
        found = key == any_(bindparam("ids", type_=ARRAY(Uuid())))
        if resource.table is products:
            found = or_(found, products.c.sku == any_(bindparam("skus", type_=ARRAY(String()))))
        self._takes_skus = resource.table is products
        self._sql = CompiledStatement(select(row_text(resource)).where(found)).sql

    async def read(self, ids: list[UUID], skus: list[str]) -> bytes:
        """Return a `Page` of all that was found; what was not is left out.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        keys = (ids, skus) if self._takes_skus else (ids,)
        rows = await self._database.read_rows(self._sql, *keys)
        return f'{{"items":[{",".join(row[0] for row in rows)}],"next_cursor":null}}'.encode()


class ReadOrderProcesses:
    """Reads orders with their sagas and payments, in one snapshot."""

    _STATEMENT = CompiledStatement(
        select(
            cast(
                json_object(
                    [],
                    extra=[
                        (constant("order"), order_document()),
                        (
                            constant("saga"),
                            json_object(item for item in sagas.c if item.name != "lease_until"),
                        ),
                        (
                            constant("payment"),
                            select(json_object(payments.c))
                            .where(payments.c.order_id == orders.c.id)
                            .scalar_subquery(),
                        ),
                    ],
                ),
                Text,
            )
        )
        .select_from(orders.join(sagas, sagas.c.id == orders.c.id))
        .where(orders.c.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, order_ids: list[UUID]) -> bytes:
        """Return a JSON array of `OrderProcessRow`; unknown orders are left out.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        rows = await self._database.read_rows(self._STATEMENT.sql, order_ids)
        return f"[{','.join(row[0] for row in rows)}]".encode()
