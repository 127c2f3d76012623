"""A business service that can open a database will, one hurried day."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.frameworks import DATABASE_DRIVERS
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for each in imports_of(file):
        if is_within(each.name, *DATABASE_DRIVERS):
            driver = each.name.partition(".")[0]
            yield Place(file.path, each.line, f"imports the database driver {driver}", each.column)
    if "import_module" not in file.text and "__import__" not in file.text:
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        if names.of(call.func) in {"importlib.import_module", "__import__"} and call.args:
            name = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
            if isinstance(name, str) and is_within(name, *DATABASE_DRIVERS):
                message = f"imports the database driver {name.partition('.')[0]} by its name"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


_API = "services/api_service/api_service"
_DATA = "services/db_postgres_service/db_postgres_service"

RULE = FileRule(
    RuleCard(
        id="Q101",
        name="no_database_driver_in_business_service",
        section="Data Access Architecture",
        why=(
            "Two data services own all database work: schema, indexes, transactions, pools. A"
            " second way in makes each change of the schema a change of every service."
        ),
        mend="Ask the data service: use a client of `storage_clients`, or add an operation to it.",
        bad=Example(
            {
                f"{_API}/users.py": (
                    "import asyncpg  # <- here\nfrom importlib import import_module\n\n"
                    'mongo = import_module("pymongo.asynchronous")  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                f"{_API}/users.py": "from storage_clients import HttpUsers\n",
                f"{_DATA}/users.py": "import asyncpg\n",
            }
        ),
    ),
    python_of(*BUSINESS),
    _look,
)
