"""A migration that holds a lock for minutes is an outage that somebody planned."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.schema_migrations import is_migration, step
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_INDEX = re.compile(r"\s*create\s+(?:unique\s+)?index\s+(?!concurrently)", re.IGNORECASE)


def _look(file: SourceFile) -> Iterator[Place]:
    forward = step(file, "upgrade") if is_migration(file) else None
    if forward is None:
        return
    calls = [each for each in ast.walk(forward) if isinstance(each, ast.Call)]
    new = {
        string_of(each.args[0]) for each in calls if called(each) == "create_table" and each.args
    }
    for call in calls:
        message = _objection(call, new)
        if message:
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


def _objection(call: ast.Call, new: set[str | None]) -> str:
    name = called(call)
    if name == "execute" and call.args and not new:
        statement = string_of(call.args[0])
        if statement and _INDEX.match(statement):
            return "writes wait while this index is built: create it concurrently"
    if name == "create_index":
        table = _argument(call, 1, "table_name")
        if table and table not in new and not _is_true(call, "postgresql_concurrently"):
            return f"writes to {table} wait while this index is built: create it concurrently"
    if name == "add_column" and len(call.args) > 1 and isinstance(call.args[1], ast.Call):
        table, column = _argument(call, 0, "table_name"), call.args[1]
        if table not in new and _is_required(column):
            return f"{table} may have rows, and this column allows no empty value and has none"
    if name == "alter_column" and _is_required(call):
        table = _argument(call, 0, "table_name")
        if table not in new:
            return f"all of {table} is read under a lock: add a CHECK as NOT VALID first"
    return ""


def _argument(call: ast.Call, position: int, name: str) -> str | None:
    given = call.args[position] if len(call.args) > position else keyword(call, name)
    return string_of(given)


def _is_true(call: ast.Call, name: str) -> bool:
    value = keyword(call, name)
    return isinstance(value, ast.Constant) and value.value is True


def _is_required(call: ast.Call) -> bool:
    value = keyword(call, "nullable")
    is_required = isinstance(value, ast.Constant) and value.value is False
    return is_required and keyword(call, "server_default") is None


_MIGRATION = (
    "services/db_postgres_service/db_postgres_service/infrastructure/migrations/versions/0002_a.py"
)
_HEAD = "revision = '0002'\ndown_revision = '0001'\n\n\ndef upgrade() -> None:\n"

RULE = FileRule(
    RuleCard(
        id="Q944",
        name="migration_locks_no_table_in_use",
        section="For Data Services",
        why=(
            "Migrations run while the old release serves. An index that is not built concurrently,"
            " or a column that must be filled at once, stops every write until it is done."
        ),
        mend=(
            "Create indexes of tables that stand already with `postgresql_concurrently=True` in an"
            " `autocommit_block()`; add columns that may be empty or have a server default."
        ),
        bad=Example(
            {
                _MIGRATION: (
                    f"{_HEAD}    op.create_index('users_sku_idx', 'users', ['sku'])  # <- here\n"
                    "    op.add_column('users', sa.Column('fax', nullable=False))  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MIGRATION: (
                    f"{_HEAD}    with op.get_context().autocommit_block():\n"
                    "        op.create_index(\n"
                    "            'users_email_idx', 'users', ['email'],"
                    " postgresql_concurrently=True\n        )\n"
                    "    op.add_column('users', sa.Column('fax', sa.String(), nullable=True))\n"
                )
            }
        ),
    ),
    python_of(Kind.DATA),
    _look,
)
