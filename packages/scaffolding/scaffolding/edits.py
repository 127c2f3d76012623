"""Small additions to files that people own, at places that are marked for them."""

import ast
import tomllib
from dataclasses import dataclass
from typing import TypedDict

from scaffolding.errors import CannotGenerate

__all__ = ["Edit", "apply_edit", "is_applied", "read_edits"]


class _WrittenEdit(TypedDict, total=False):
    file: str
    at: str
    lines: list[str]
    imports: list[str]


@dataclass(frozen=True)
class Edit:
    """Lines above a marker, and what they need to import.

    Attributes:
        file: Path from the project's root.
        at: Marker: a comment `quintet new: <at>` on a line of its own; empty for imports alone.
        lines: What is added above it, indented like it.
        imports: Import statements for the top of the file.
    """

    file: str
    at: str
    lines: tuple[str, ...]
    imports: tuple[str, ...]


def read_edits(document: str) -> list[Edit]:
    """Read edits from a TOML document with tables `[[edit]]`."""
    tables: list[_WrittenEdit] = tomllib.loads(document).get("edit", [])
    return [
        Edit(
            table["file"],
            table.get("at", ""),
            tuple(table.get("lines", ())),
            tuple(table.get("imports", ())),
        )
        for table in tables
    ]


def is_applied(edit: Edit, text: str) -> bool:
    """Whether the lines are in the text, one after the other; those of an import are looked at alone."""
    wanted = [line.strip() for line in edit.lines or edit.imports]
    present = [line.strip() for line in text.splitlines()]
    size = len(wanted)
    return any(present[at : at + size] == wanted for at in range(len(present) - size + 1))


def apply_edit(edit: Edit, text: str) -> str:
    """Return the text with the edit; the same text when it has it.

    Raises:
        CannotGenerate: The marker is not there, or there twice; tells what to add by hand.
    """
    if is_applied(edit, text):
        return text
    if edit.at:
        text = _above_marker(edit, text)
    return _with_imports(edit.imports, text) if edit.imports else text


def _above_marker(edit: Edit, text: str) -> str:
    lines = text.split("\n")
    found = [at for at, line in enumerate(lines) if _marker(line) == edit.at]
    if len(found) != 1:
        raise CannotGenerate(_by_hand(edit, len(found)))
    at = found[0]
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    lines[at:at] = [f"{indent}{line}" if line else "" for line in edit.lines]
    return "\n".join(lines)


def _marker(line: str) -> str:
    before, mark, name = line.strip().partition("quintet new: ")
    return name.rstrip(" ->*/") if mark and not before.strip("#<!-/* ") else ""


def _by_hand(edit: Edit, count: int) -> str:
    wanted = "\n".join(f"    {line}" for line in (*edit.imports, *edit.lines))
    many = "no line" if count == 0 else "more than one line"
    return (
        f"{edit.file} has {many} with the comment `quintet new: {edit.at}`, above which this belongs:\n"
        f"{wanted}\n"
        "Put the comment back where it was (each is in the platform's own file), then run this again."
    )


def _with_imports(imports: tuple[str, ...], text: str) -> str:
    """Add imports after the last one; sorting and joining them is the formatter's work."""
    body = ast.parse(text).body
    last = 0
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node, body):
            last = node.end_lineno or last
    lines = text.split("\n")
    lines[last:last] = imports
    return "\n".join(lines)


def _is_docstring(node: ast.stmt, body: list[ast.stmt]) -> bool:
    return (
        node is body[0]
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
