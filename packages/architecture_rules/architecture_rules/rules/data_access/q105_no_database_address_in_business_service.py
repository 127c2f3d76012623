"""Who is not told where the database is cannot connect to it."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.database_addresses import (
    is_database_address,
    is_database_setting,
)
from architecture_rules.reading.plain_strings import plain_strings
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for owner in file.nodes(ast.ClassDef):
        for field in owner.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                name = field.target.id
                if is_database_setting(name):
                    message = f"{owner.name}.{name} tells this service where a database is"
                    yield Place(file.path, field.lineno, message, field.col_offset + 1)
    for node, text in plain_strings(file):
        # In small letters such a word may be a column of an answer; a variable it is in capitals.
        if text.isupper() and is_database_setting(text):
            message = f"{text} tells this service where a database is"
            yield Place(file.path, node.lineno, message, node.col_offset + 1)
        elif is_database_address(text):
            message = f"{text.partition('://')[0]}:// is the address of a database"
            yield Place(file.path, node.lineno, message, node.col_offset + 1)


_API = "services/api_service/api_service"
_DATA = "services/db_postgres_service/db_postgres_service"

RULE = FileRule(
    RuleCard(
        id="Q105",
        name="no_database_address_in_business_service",
        section="Data Access Architecture",
        why=(
            "An address with its password is all that a direct connection needs. A business service"
            " that does not hold one cannot leak it, either."
        ),
        mend="Remove the setting and take the data service's URL, `db_postgres_service_url`.",
        bad=Example(
            {
                f"{_API}/settings.py": (
                    "import os\n\n\nclass ApiSettings:\n"
                    '    """Settings."""\n\n'
                    "    postgres_url: str  # <- here\n\n\n"
                    'def documents() -> str:\n    return os.environ["MONGO_URL"]  # <- here\n\n\n'
                    'FALLBACK = "postgresql://127.0.0.1/shop"  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                f"{_API}/settings.py": (
                    "class ApiSettings:\n"
                    '    """Settings; postgresql://… is for the data service."""\n\n'
                    "    db_postgres_service_url: str\n"
                    "    redis_url: str\n"
                ),
                f"{_DATA}/settings.py": "class Settings:\n    postgres_url: str\n",
            }
        ),
    ),
    python_of(*BUSINESS),
    _look,
)
