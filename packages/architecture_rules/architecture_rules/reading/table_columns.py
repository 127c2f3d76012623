"""Tables as SQLAlchemy declares them: foreign keys, and columns that an index begins with."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, last_name, string_of

__all__ = ["unindexed_foreign_keys"]

_COLUMNS = {"Column", "mapped_column", "Field"}
_KEYS = {"PrimaryKeyConstraint", "UniqueConstraint"}


def unindexed_foreign_keys(file: SourceFile) -> Iterator[tuple[str, ast.Call]]:
    """Yield name and declaration of columns that refer to other tables, and no index serves."""
    if "oreign" not in file.text:
        return
    for assigned in file.nodes(ast.Assign):
        table = assigned.value
        if isinstance(table, ast.Call) and called(table) == "Table":
            parts = [each for each in table.args if isinstance(each, ast.Call)]
            columns = {
                string_of(each.args[0]) or "": each
                for each in parts
                if called(each) in _COLUMNS and each.args
            }
            name = last_name(assigned.targets[0])
            yield from _unserved(columns, _leading(parts) | _indexed_outside(file, name))
    for model in file.nodes(ast.ClassDef):
        columns = dict(_columns_of(model))
        inner = [each for each in ast.walk(model) if isinstance(each, ast.Call)]
        yield from _unserved(columns, _leading(inner))


def _unserved(columns: dict[str, ast.Call], leading: set[str]) -> Iterator[tuple[str, ast.Call]]:
    keys = [name for name, each in columns.items() if _is_true(each, "primary_key")]
    served = leading | set(keys[:1])
    for name, column in columns.items():
        if not _is_foreign(column) or name in served:
            continue
        if not _is_true(column, "index") and not _is_true(column, "unique"):
            yield name, column


def _is_foreign(column: ast.Call) -> bool:
    return keyword(column, "foreign_key") is not None or any(
        isinstance(each, ast.Call) and called(each) == "ForeignKey" for each in column.args
    )


def _is_true(call: ast.Call, name: str) -> bool:
    value = keyword(call, name)
    return isinstance(value, ast.Constant) and value.value is True


def _leading(parts: list[ast.Call]) -> set[str]:
    """Return the first columns of the keys and indexes that are declared inside of a table."""
    found = {string_of(each.args[0]) or "" for each in parts if called(each) in _KEYS and each.args}
    for each in parts:
        if called(each) == "Index" and len(each.args) > 1 and _is_whole(each):
            found.add(string_of(each.args[1]) or last_name(each.args[1]))
    return found


def _indexed_outside(file: SourceFile, table: str) -> set[str]:
    """Return the first columns of `Index("…", table.c.column, …)`."""
    found: set[str] = set()
    for call in file.nodes(ast.Call):
        if called(call) == "Index" and len(call.args) > 1 and _is_whole(call):
            first = call.args[1]
            if ast.unparse(first).startswith(f"{table}.c."):
                found.add(last_name(first))
    return found


def _is_whole(index: ast.Call) -> bool:
    """Whether it has all rows that refer to anything."""
    where = keyword(index, "postgresql_where")
    if where is None:
        return True
    text = ast.unparse(where).lower().replace("_", "")
    return "isnot(none)" in text or "is not null" in text


def _columns_of(model: ast.ClassDef) -> Iterator[tuple[str, ast.Call]]:
    for statement in model.body:
        value = statement.value if isinstance(statement, ast.AnnAssign | ast.Assign) else None
        if isinstance(value, ast.Call) and called(value) in _COLUMNS:
            target = (
                statement.target
                if isinstance(statement, ast.AnnAssign)
                else statement.targets[0]
                if isinstance(statement, ast.Assign)
                else None
            )
            yield last_name(target), value
