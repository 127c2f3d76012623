"""Use case: read who works here."""

from sqlalchemy import Text, cast, func, literal_column, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.schema import users
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import constant, json_object

MOST_COLLEAGUES = 100
_ROLES = ("support", "staff", "admin")


def _statement() -> CompiledStatement:
    """Return the statement: customers are most of the users, and their rows are not read."""
    found = (
        select(users.c.id, users.c.name, users.c.role)
        .where(users.c.role.in_(map(constant, _ROLES)), users.c.is_active.is_(true()))
        .order_by(users.c.name, users.c.id)
        .limit(literal_column(str(MOST_COLLEAGUES)))
        .subquery("found")
    )
    colleague = json_object(
        (),
        extra=[
            (constant("name"), found.c.name),
            (constant("role"), found.c.role),
            (constant("user_id"), found.c.id),
        ],
    )
    colleagues = func.json_agg(aggregate_order_by(colleague, found.c.name, found.c.id))
    answer = func.json_build_object(
        constant("colleagues"),
        func.coalesce(colleagues, literal_column("'[]'::json")),
    )
    return CompiledStatement(select(cast(answer, Text)).select_from(found))


class ReadColleagues:
    """Reads the open accounts that are no customers'."""

    STATEMENT = _statement()

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> bytes:
        """Return a `ColleaguesAnswer` as JSON.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(self.STATEMENT.sql)
        if row is None:
            raise AssertionError("an aggregate always returns a row")
        return str(row[0]).encode()
