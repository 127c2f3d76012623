"""What a module imports, and in which line."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from architecture_rules.project.source_file import SourceFile

__all__ = ["Imported", "imports_of", "is_within"]


@dataclass(frozen=True, slots=True)
class Imported:
    """One import.

    Attributes:
        name: Dotted and absolute; of `from a.b import c` it is `a.b.c`.
        line: Where.
        column: From 1.
        for_types_only: Below `if TYPE_CHECKING:`.
    """

    name: str
    line: int
    column: int
    for_types_only: bool


_READ: Final[WeakKeyDictionary[SourceFile, tuple[Imported, ...]]] = WeakKeyDictionary()
"""Half of the rules ask for the imports of the same file."""


def imports_of(file: SourceFile) -> Iterator[Imported]:
    """Yield every import, also those inside of functions."""
    if file not in _READ:
        _READ[file] = tuple(_read(file))
    yield from _READ[file]


def _read(file: SourceFile) -> Iterator[Imported]:
    typing_only = _lines_for_types(file)
    for plain in file.nodes(ast.Import):
        for alias in plain.names:
            yield Imported(
                alias.name, alias.lineno, alias.col_offset + 1, plain.lineno in typing_only
            )
    for origin in file.nodes(ast.ImportFrom):
        module = _absolute(file, origin)
        for alias in origin.names:
            name = f"{module}.{alias.name}" if module else alias.name
            yield Imported(name, alias.lineno, alias.col_offset + 1, origin.lineno in typing_only)


def is_within(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of these packages, or inside of one."""
    return any(name == each or name.startswith(f"{each}.") for each in packages)


def _absolute(file: SourceFile, origin: ast.ImportFrom) -> str:
    if not origin.level:
        return origin.module or ""
    parts = file.module.split(".")
    size = len(parts) - origin.level + (1 if file.name == "__init__.py" else 0)
    return ".".join([*parts[:size], *([origin.module] if origin.module else [])])


def _lines_for_types(file: SourceFile) -> set[int]:
    found: set[int] = set()
    for choice in file.nodes(ast.If):
        if _is_for_types(choice.test):
            found |= {
                each.lineno
                for part in choice.body
                for each in ast.walk(part)
                if isinstance(each, ast.stmt)
            }
    return found


def _is_for_types(test: ast.expr) -> bool:
    match test:
        case ast.Name(id="TYPE_CHECKING"):
            return True
        case ast.Attribute(value=ast.Name(id="typing"), attr="TYPE_CHECKING"):
            return True
        case _:
            return False
