"""Two writes without a transaction are, one bad day, one write."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SQL = ("insert ", "update ", "delete ")
_RUNS = {"execute", "executemany", "fetch", "fetchrow", "fetchval"}
_MONGO = {
    "bulk_write",
    "delete_many",
    "delete_one",
    "find_one_and_delete",
    "find_one_and_replace",
    "find_one_and_update",
    "insert_many",
    "insert_one",
    "replace_one",
    "update_many",
    "update_one",
}
_WITH_BODY = (ast.If, ast.For, ast.While, ast.AsyncFor, ast.Try, ast.With, ast.AsyncWith)


def _look(file: SourceFile) -> Iterator[Place]:
    for function in file.nodes(ast.AsyncFunctionDef):
        if "transaction" in function.name or "transaction" in ast.unparse(function.args):
            continue
        yield from _block(file, function.body)


def _block(file: SourceFile, statements: Sequence[ast.stmt]) -> Iterator[Place]:
    """Look at statements that run one after the other, then at the blocks inside of them."""
    writes = [each for statement in statements if (each := _write_in(statement)) is not None]
    for write in writes[1:]:
        message = "a second write without a transaction: the first stays if this one fails"
        yield Place(file.path, write.lineno, message, write.col_offset + 1)
    for statement in statements:
        if isinstance(statement, ast.AsyncWith | ast.With) and _is_transaction(statement):
            continue
        if isinstance(statement, _WITH_BODY):
            yield from _block(file, statement.body)


def _write_in(statement: ast.stmt) -> ast.Call | None:
    """Return the write that a plain statement awaits."""
    if not isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return):
        return None
    waited = statement.value
    call = waited.value if isinstance(waited, ast.Await) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    if called(call) in _MONGO and keyword(call, "session") is None:
        return call
    text = string_of(call.args[0]) if call.args and called(call) in _RUNS else None
    return call if text is not None and text.lower().lstrip().startswith(_SQL) else None


def _is_transaction(statement: ast.AsyncWith | ast.With) -> bool:
    opened = " ".join(ast.unparse(each.context_expr) for each in statement.items)
    return "transaction" in opened or "begin" in opened


_MODULE = "services/db_postgres_service/db_postgres_service/infrastructure/orders.py"
_TWO = (
    "await connection.execute('INSERT INTO orders (id) VALUES ($1)', key)",
    "await connection.execute('INSERT INTO outbox (id) VALUES ($1)', key)",
)

RULE = FileRule(
    RuleCard(
        id="Q941",
        name="writes_that_belong_together_share_a_transaction",
        section="For Data Services",
        why=(
            "A process may end between any two statements. What must be true together is written"
            " together: an order and its event, a movement of stock and its record."
        ),
        mend="Put them into one `async with connection.transaction():`, or into one statement.",
        bad=Example(
            {
                _MODULE: (
                    "async def place(connection: Connection, key: UUID) -> None:\n"
                    f"    {_TWO[0]}\n    {_TWO[1]}  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _MODULE: (
                    "async def place(connection: Connection, key: UUID) -> None:\n"
                    "    async with connection.transaction():\n"
                    f"        {_TWO[0]}\n        {_TWO[1]}\n"
                )
            }
        ),
    ),
    python_of(Kind.DATA),
    _look,
)
