"""An import that connects makes every test and every tool a client of the server."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.clients import CLIENTS
from architecture_rules.reading.import_time import run_at_import
from architecture_rules.reading.mentions import mentions
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import production_python
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_TASKS = {
    "asyncio.create_task": "starts a task",
    "asyncio.ensure_future": "starts a task",
}
_NAMES = (*CLIENTS, *_TASKS)


def _look(file: SourceFile) -> Iterator[Place]:
    if not mentions(file, _NAMES):
        return
    names = Names(file)
    for expression in run_at_import(file):
        if not isinstance(expression, ast.Call):
            continue
        name = names.of(expression.func)
        client = CLIENTS.get(name)
        does = f"makes {client.what}" if client else _TASKS.get(name)
        if does:
            message = f"{name} {does} while the module is imported"
            yield Place(file.path, expression.lineno, message, expression.col_offset + 1)


_PATH = "services/db_postgres_service/db_postgres_service/engine.py"
_HEAD = "from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine\n\n"

RULE = FileRule(
    RuleCard(
        id="Q306",
        name="nothing_connects_at_import",
        section="Critical Event Loop Management",
        why=(
            "A client built at import belongs to no event loop or to the wrong one, cannot be"
            " replaced in tests, and is never closed."
        ),
        mend="Build it in the composition root, within the running loop, and close it there.",
        bad=Example({_PATH: f'{_HEAD}engine = create_async_engine("sqlite://")  # <- here\n'}),
        good=Example(
            {
                _PATH: (
                    f'{_HEAD}\ndef new_engine(url: str, size: int) -> AsyncEngine:\n    """Pool."""'
                    "\n    return create_async_engine(url, pool_size=size)\n"
                )
            }
        ),
    ),
    production_python,
    _look,
)
