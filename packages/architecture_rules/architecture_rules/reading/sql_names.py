"""Names that SQL text gives to tables, columns, indexes and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["SqlName", "names_in_sql"]

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_MADE = re.compile(
    r"""\b(?:CREATE|ALTER|RENAME)\s+(?:OR\s+REPLACE\s+|UNIQUE\s+|TEMP(?:ORARY)?\s+|UNLOGGED\s+|
        MATERIALIZED\s+)*
        (?:TABLE|INDEX|VIEW|SCHEMA|SEQUENCE|TYPE|DOMAIN|FUNCTION|PROCEDURE|TRIGGER|ROLE|USER|
        DATABASE|POLICY|PUBLICATION|COLUMN|CONSTRAINT|TO)\s+
        (?:CONCURRENTLY\s+)?(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(?:ONLY\s+)?
        (?P<name>(?:"[^"\n]+"|\w+)(?:\.(?:"[^"\n]+"|\w+))*)
      | \b(?:CONSTRAINT|ADD\s+COLUMN|TO)\s+(?P<part>"[^"\n]+")
      | [(,]\s*(?P<column>"[^"\n]+")\s+[A-Za-z]""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r'"([^"\n]+)"')
_DEFINES = re.compile(r"\b(?:CREATE|ALTER)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SqlName:
    """A quoted name; SQL itself writes all others in small letters with underscores.

    Attributes:
        name: Without its quotes.
        line: From 0, within the text.
    """

    name: str
    line: int


def names_in_sql(text: str) -> Iterator[SqlName]:
    """Yield the quoted names that a text gives to something; none if it defines nothing."""
    if '"' not in text or not _DEFINES.search(text):
        return
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for made in _MADE.finditer(bare):
        for quoted in _QUOTED.finditer(made[0]):
            start = made.start() + quoted.start()
            yield SqlName(quoted[1], bare.count("\n", 0, start))
