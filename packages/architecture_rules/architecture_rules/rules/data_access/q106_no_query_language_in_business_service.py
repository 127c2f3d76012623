"""A query names tables and collections, and these are the data service's own affair."""

import re
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.plain_strings import plain_strings
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_SQL: Final = re.compile(
    r"\s*(?:SELECT\s[^;]*?\sFROM\s+[\w\"]|INSERT\s+INTO\s+[\w\"]|DELETE\s+FROM\s+[\w\"]"
    r"|UPDATE\s+[\w\".]+\s+SET\s|MERGE\s+INTO\s|WITH\s+\w+\s+AS\s*\(|TRUNCATE\s+(?:TABLE\s+)?\w"
    r"|(?:CREATE|ALTER|DROP)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|SCHEMA|TYPE|FUNCTION)\s"
    # In small letters only what no sentence of English looks like.
    r"|select\s+(?:\*|[\w.,\s]+?)\s+from\s+[\w.]+\s+(?:where\s+[\w.]+\s*[=<>]|order\s+by|limit\s)"
    r"|select\s+\*\s+from\s|insert\s+into\s+[\w.]+\s*\(|update\s+[\w.]+\s+set\s+\w+\s*="
    r"|delete\s+from\s+[\w.]+\s+where\s)"
)
_MONGO: Final = re.compile(
    r"\$(?:addFields|addToSet|elemMatch|facet|graphLookup|group|inc|lookup|match|merge|project"
    r"|pull|push|set|setOnInsert|unset|unwind)"
)
_SHOWN: Final = 40


def _look(file: SourceFile) -> Iterator[Place]:
    for node, text in plain_strings(file):
        if _SQL.match(text):
            message = f"asks a database in SQL: {' '.join(text.split())[:_SHOWN]}"
        elif _MONGO.fullmatch(text):
            message = f"asks MongoDB in its own language: {text}"
        else:
            continue
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_API = "services/api_service/api_service"
_DATA = "services/db_postgres_service/db_postgres_service"

RULE = FileRule(
    RuleCard(
        id="Q106",
        name="no_query_language_in_business_service",
        section="Data Access Architecture",
        why=(
            "SQL and pipelines tie their author to tables and indexes. In one place, a schema can"
            " change and queries can be tuned; in four, nobody dares to."
        ),
        mend="Give the data service an operation that answers the question, and call that.",
        bad=Example(
            {
                f"{_API}/users.py": (
                    'NEWEST = "SELECT id FROM users ORDER BY id DESC"  # <- here\n'
                    'OLD = f"select id from {TABLE} where open = true"  # <- here\n'
                    'SUMS = [{"$group": {"_id": None}}]  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                f"{_API}/users.py": (
                    '"""SELECT id FROM users is asked elsewhere."""\n\n'
                    'HINT = "Select a product from the list"\n'
                    'PATH = "/users?sort=-created_at"\n'
                ),
                f"{_DATA}/users.py": 'NEWEST = "SELECT id FROM users"\n',
            }
        ),
    ),
    python_of(*BUSINESS, Kind.HEXAGON),
    _look,
)
