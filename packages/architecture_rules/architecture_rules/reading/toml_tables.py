"""Tables of a TOML file, and in which line they stand."""

import tomllib
from collections.abc import Mapping
from typing import cast

from architecture_rules.project.source_file import SourceFile

__all__ = ["line_of_key", "table_of", "words_of"]


def table_of(file: SourceFile, *path: str) -> Mapping[str, object] | None:
    """Return the table at a path of keys; None when there is none, or the file is no TOML."""
    try:
        table: object = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError:
        return None
    for key in path:
        table = table.get(key) if isinstance(table, dict) else None
    return cast("Mapping[str, object]", table) if isinstance(table, dict) else None


def words_of(table: Mapping[str, object] | None, key: str) -> list[str]:
    """Return a key's list of texts; empty when it is anything else."""
    value = (table or {}).get(key)
    return [str(each) for each in value] if isinstance(value, list) else []


def line_of_key(file: SourceFile, table: str, key: str = "") -> int:
    """Return the line of a table's key, else of the table's head, else 1.

    Args:
        file: Where to look.
        table: Its dotted name, as its head has it.
        key: A plain key of it.
    """
    head = 0
    for number, line in enumerate(file.lines, 1):
        words = line.strip()
        if words.startswith("["):
            if head:
                return head
            head = number if words.startswith(f"[{table}]") else 0
        elif head and key and words.partition("=")[0].strip() == key:
            return number
    return head or 1
