"""A statement inside of a route is found by nobody who changes the schema."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, string_of
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_ACCESS = (
    "asyncpg",
    "psycopg",
    "pymongo",
    "motor",
    "sqlalchemy.delete",
    "sqlalchemy.ext.asyncio",
    "sqlalchemy.insert",
    "sqlalchemy.orm",
    "sqlalchemy.select",
    "sqlalchemy.text",
    "sqlalchemy.update",
)
_VERBS = ("select ", "insert ", "update ", "delete ", "with ")
_RUNS = {"execute", "executemany", "fetch", "fetchrow", "fetchval", "text"}


def _look(file: SourceFile) -> Iterator[Place]:
    if file.layer != "interface":
        return
    for each in imports_of(file):
        if is_within(each.name, *_ACCESS) and not each.for_types_only:
            message = f"a route reaches for the database itself: {each.name}"
            yield Place(file.path, each.line, message, each.column)
    for call in file.nodes(ast.Call):
        statement = string_of(call.args[0]) if call.args and called(call) in _RUNS else None
        if statement is not None and statement.lower().lstrip().startswith(_VERBS):
            message = "a route has a statement of its own"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


_ROUTE = "services/db_postgres_service/db_postgres_service/interface/http/user_routes.py"
_TABLE = "services/db_postgres_service/db_postgres_service/infrastructure/users.py"

RULE = FileRule(
    RuleCard(
        id="Q940",
        name="routes_leave_statements_to_repositories",
        section="For Data Services",
        why=(
            "Statements stand together in the infrastructure, where indexes, transactions and"
            " translation of errors are; routes translate HTTP and nothing else."
        ),
        mend="Move the statement into a class below `infrastructure` that the route is given.",
        bad=Example(
            {
                _ROUTE: (
                    "import asyncpg  # <- here\n\n\n"
                    "async def get_user(connection: asyncpg.Connection) -> Response:\n"
                    "    row = await connection.fetchrow('SELECT name FROM users')  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _ROUTE: (
                    "async def get_user(users: FromDishka[ReadUsers]) -> Response:\n"
                    "    return document(await users.read())\n"
                ),
                _TABLE: "import asyncpg\n",
            }
        ),
    ),
    python_of(Kind.DATA),
    _look,
)
