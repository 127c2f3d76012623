"""PostgreSQL folds names to small letters; what it must not fold has to be quoted for ever."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.sql_names import names_in_sql
from architecture_rules.reading.written_names import (
    argument_of,
    constant_names,
    is_snake_case,
    last_name,
    snake_case_of,
    written,
)
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_NAMES: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("Table", "Column", "mapped_column", "Index", "Sequence"), (0,)),
    **dict.fromkeys(("create_table", "drop_table", "create_schema"), (0,)),
    **dict.fromkeys(("rename_table", "create_index", "create_unique_constraint"), (0, 1)),
    **dict.fromkeys(("create_check_constraint", "create_primary_key", "drop_index"), (0, 1)),
    **dict.fromkeys(("add_column", "drop_constraint"), (0,)),
    **dict.fromkeys(("alter_column", "drop_column"), (0, 1)),
    "create_foreign_key": (0, 1, 2),
    "ForeignKey": (),
}
"""Which arguments of SQLAlchemy's and Alembic's functions are names."""
_NAMED = {
    *("CheckConstraint", "UniqueConstraint", "PrimaryKeyConstraint", "ForeignKeyConstraint"),
    *("ForeignKey", "ExcludeConstraint", "Enum", "ENUM", "Identity", "Computed"),
}
_CONSTANTS = {"__tablename__", "__table__", "version_table"}


def _look(file: SourceFile) -> Iterator[Place]:
    if not file.is_python:
        for each in names_in_sql(file.text):
            yield from _named(file, each.name, each.line + 1)
        return
    yield from _in_calls(file)
    for constant, value in constant_names([*file.nodes(ast.Assign), *file.nodes(ast.AnnAssign)]):
        name = written(value)
        if constant in _CONSTANTS and name is not None:
            yield from _named(file, name, value.lineno)
    for text in file.nodes(ast.Constant):
        if isinstance(text.value, str):
            for each in names_in_sql(text.value):
                yield from _named(file, each.name, text.lineno + each.line)


def _in_calls(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        function = last_name(call.func)
        places = _NAMES.get(function)
        if places is None and function not in _NAMED:
            continue
        arguments = [argument_of(call, "name"), argument_of(call, "schema")]
        arguments += [call.args[each] for each in places or () if each < len(call.args)]
        for node in arguments:
            name = written(node)
            if node is not None and name is not None:
                yield from _named(file, name, node.lineno)


def _named(file: SourceFile, name: str, line: int) -> Iterator[Place]:
    if not is_snake_case(name.replace(".", "_")) and not is_foreign(name, file):
        yield Place(file.path, line, f"{name} wants to be {snake_case_of(name)}")


_ROOM = "services/db_postgres_service/db_postgres_service/infrastructure"
_HEAD = "from sqlalchemy import Column, MetaData, Table, Uuid\n\nmetadata = MetaData()\n"

RULE = FileRule(
    RuleCard(
        id="Q409",
        name="tables_use_snake_case",
        section="Naming Conventions",
        why=(
            "Tables, columns, constraints and indexes with hyphens or capitals must be quoted in"
            " every statement, by everybody, also in the console at night."
        ),
        mend="Rename it with a migration.",
        bad=Example(
            {
                f"{_ROOM}/order_lines.py": (
                    f'{_HEAD}order_lines = Table("order-lines", metadata,  # <- here\n'
                    '    Column("orderId", Uuid))  # <- here\n'
                ),
                f"{_ROOM}/views.sql": 'CREATE VIEW "Revenue" AS SELECT 1;  # <- here\n',
            }
        ),
        good=Example(
            {
                f"{_ROOM}/order_lines.py": (
                    f'{_HEAD}order_lines = Table("order_lines", metadata,\n'
                    '    Column("order_id", Uuid))\n'
                ),
                f"{_ROOM}/views.sql": 'CREATE VIEW revenue AS SELECT 1 AS "Turnover in €";\n',
            }
        ),
    ),
    lambda file: (file.in_package and file.kind is Kind.DATA) or file.path.endswith(".sql"),
    _look,
)
