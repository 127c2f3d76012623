"""A value that is pasted into a statement becomes part of the statement."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called
from architecture_rules.reading.glued_text import fixed_part, foreign_parts, names_of_literals
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_RUNS = {
    "cursor",
    "exec_driver_sql",
    "execute",
    "executemany",
    "fetch",
    "fetchrow",
    "fetchval",
    "prepare",
    "scalar",
    "scalars",
    "text",
}
_STATEMENT = re.compile(
    r"\s*(?:SELECT\s.*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s"
    r"|(?:ALTER|CREATE|DROP|TRUNCATE)\s+(?:TABLE|INDEX|ROLE|SCHEMA|DATABASE|USER|VIEW)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ANY_WORD = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|ORDER BY|ALTER|CREATE|DROP|NOTIFY|LISTEN|GRANT"
    r"|IS NOT NULL|LIMIT)\b",
    re.IGNORECASE,
)


def _look(file: SourceFile) -> Iterator[Place]:
    if not _ANY_WORD.search(file.text):
        return
    known = names_of_literals(file)
    inside = [(each.lineno, each.end_lineno or each.lineno) for each in _functions(file)]
    in_calls = {
        id(call.args[0]) for call in file.nodes(ast.Call) if call.args and called(call) in _RUNS
    }
    strings: list[ast.expr] = [*file.nodes(ast.JoinedStr), *file.nodes(ast.BinOp)]
    strings += [each for each in file.nodes(ast.Call) if called(each) == "format"]
    for string in strings:
        fixed = fixed_part(string)
        if fixed is None or len(fixed) < len("DROP x"):
            continue
        pattern = _ANY_WORD if id(string) in in_calls else _STATEMENT
        if not (pattern.search(fixed) if id(string) in in_calls else pattern.match(fixed)):
            continue
        if not any(first <= string.lineno <= last for first, last in inside):
            continue  # at import nothing has come from anywhere yet
        for part in foreign_parts(string, known):
            message = f"{ast.unparse(part)} is pasted into a statement"
            yield Place(file.path, part.lineno, message, part.col_offset + 1)
            break


def _functions(file: SourceFile) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [*file.nodes(ast.FunctionDef), *file.nodes(ast.AsyncFunctionDef)]


_MODULE = "services/db_postgres_service/db_postgres_service/infrastructure/users.py"

RULE = FileRule(
    RuleCard(
        id="Q952",
        name="statements_are_not_glued_together",
        section="Security Requirements",
        why=(
            "Whoever controls the value controls the statement. A parameter is sent beside the"
            " statement and never read as a part of it."
        ),
        mend="Send the value as a parameter: `$1` and an argument, or an expression of SQLAlchemy.",
        bad=Example(
            {
                _MODULE: (
                    "async def find(connection: Connection, name: str) -> Record | None:\n"
                    "    sql = f\"SELECT id FROM users WHERE name = '{name}'\"  # <- here\n"
                    "    await connection.execute('DELETE FROM users WHERE n = %s' % name)"
                    "  # <- here\n"
                    "    return await connection.fetchrow(sql)\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "_TABLE = 'users'\n\n\n"
                    "async def find(connection: Connection, name: str) -> Record | None:\n"
                    "    sql = f'SELECT id FROM {_TABLE} WHERE name = $1'\n"
                    "    return await connection.fetchrow(sql, name)\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
